// The schema that a file is read with where it has none itself: --schema or --ma-config.
#pragma once

#include "core/base/result.h"
#include "core/model/enums.h"
#include "core/model/schema.h"

#include <CLI/App.hpp>

#include <optional>
#include <string>
#include <vector>

namespace anchorage::cli {

struct KnownSchema {
    std::optional<Schema> schema;
    AnchorDefinitions anchors;
    std::vector<std::string> types; ///< selected
    MADistinguishedNameStyle style = MADistinguishedNameStyle::Generic;
    bool styleIsGuessed = true; ///< neither option nor configuration said it
};

class SchemaOption {
public:
    void addTo(CLI::App &command);
    Result<KnownSchema> load() const;

private:
    std::string m_path;
    std::string m_style;
};

} // namespace anchorage::cli
