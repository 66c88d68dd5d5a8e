// The parameters of the sql connector as values; resources/docs/connector-sql.md lists them.
#pragma once

#include "connectors/sql/mapping.h"
#include "core/base/result.h"
#include "core/model/capabilities.h"
#include "core/model/config_parameter.h"

#include <cstdint>
#include <string>
#include <vector>

namespace anchorage::sql {

struct Connection {
    std::string driver = "QSQLITE"; ///< as Qt names it
    std::string database; ///< SQLite: a file
    std::string host;
    std::int32_t port = 0; ///< 0: the driver's default
    std::string user;
    Secret password;
    std::string options; ///< Qt's connect options of the driver
    std::string onConnect; ///< SQL statements, each ended by ';' at the end of a line
    std::int32_t lockTimeout = 5; ///< seconds to wait for another program's lock (SQLite)
};

/// What one transaction holds. Entry: what was written before a crash stays written.
enum class CommitEach : std::uint8_t { Page, Entry };
enum class MissingObject : std::uint8_t { Refuse, ConvertToAdd };

struct Settings {
    Connection connection;
    MACapabilities capabilities;
    MissingObject missingObject = MissingObject::Refuse;
    CommitEach commitEach = CommitEach::Page;
    bool removeReferences = true; ///< a deleted object's references go with it; else the database decides
    std::string mappingText; ///< empty: read from the database's tables
    Mapping mapping; ///< of mappingText

    bool hasDn() const { return capabilities.distinguishedNameStyle != MADistinguishedNameStyle::None; }

    /// The error names the parameter (where.entry). Opens no database.
    static Result<Settings> parse(const ConfigParameters &parameters);
};

/// Parameters of a page, in the order they are shown.
std::vector<ConfigParameterDefinition> parameterDefinitions(ConfigParameterPage page);

} // namespace anchorage::sql
