// A file of any format on the command line, and what is needed to understand it: its format, the type of entries that
// do not say theirs, a schema where the file has none itself (--schema or --ma-config), how CSV is to be taken.
#pragma once

#include "app/cli/csv_arguments.h"
#include "core/base/result.h"
#include "core/formats/format.h"

#include <CLI/App.hpp>

#include <optional>
#include <string>

namespace anchorage::cli {

struct FileRead {
    formats::Loaded loaded;
    std::optional<Schema> known; ///< by --schema or --ma-config
    MADistinguishedNameStyle style; ///< by option, else by configuration, else Generic
    /// The file's own, else the known one; null: there is none.
    const Schema *schema() const { return loaded.schema ? &*loaded.schema : known ? &*known : nullptr; }
};

class FileOptions {
public:
    void addTo(CLI::App &command);
    /// Errors: Usage that names the option, and the readers'.
    Result<FileRead> load(const std::string &path) const;

private:
    struct Known;
    Result<Known> known() const;

    std::string m_format, m_type, m_schema, m_style;
    CsvArguments m_csv;
};

} // namespace anchorage::cli
