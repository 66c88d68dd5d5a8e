// The connectors that can be named without a path: those we ship, and those in the folders of
// ANCHORAGE_CONNECTOR_PATH.
#pragma once

#include "core/base/result.h"
#include "core/connector/connector_kind.h"

#include <string>
#include <vector>

namespace anchorage::connector {

struct CatalogueEntry {
    std::string name; ///< of the file, without its suffix: "memory"
    std::string path; ///< absolute
    ConnectorKind kind = ConnectorKind::Native;
    bool operator==(const CatalogueEntry &) const = default;
};

/// In the order of search: ANCHORAGE_CONNECTOR_PATH (separated like PATH), `connectors` beside the
/// running program, in ../bin, and ../lib/anchorage/connectors of an installation. Existing ones only.
std::vector<std::string> catalogueFolders();

/// Every connector in these folders, by name; of several with one name the first. What is no connector
/// is passed over.
std::vector<CatalogueEntry> catalogue(const std::vector<std::string> &folders = catalogueFolders());

} // namespace anchorage::connector
