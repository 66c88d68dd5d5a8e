// The database's own tables: is what the mapping names there, and what mapping do they suggest.
#pragma once

#include "connectors/sql/database.h"
#include "connectors/sql/settings.h"

namespace anchorage::sql {

/// The mapping of the settings, or the one the tables suggest where there is none. Throws
/// ExtensibleExtensionException for a table or column that is not there: type, attribute, what there is.
Mapping checkedMapping(Database &database, const Settings &settings);

/// Each table with one column as its primary key is a type; a column `dn` is its DN; with SQLite a
/// foreign key is a reference and a table of two columns, the first one a foreign key, a multi-valued
/// attribute. Throws ExtensibleExtensionException when there is no such table.
Mapping suggestedMapping(Database &database, bool hasDn);

} // namespace anchorage::sql
