// "Driver=QPSQL;Host=db;Database=hr;User=app;Password=x": what database tools call a connection string.
#pragma once

#include "connectors/sql/settings.h"

#include <string_view>

namespace anchorage::sql {

/// Overwrites the members that the text names. With the driver QODBC the text is the data source's
/// own and goes to it unread. Values may stand in quotes, doubled inside. Errors never repeat a value:
/// it may be a password.
Result<void> applyConnectionString(std::string_view text, Connection &connection);

} // namespace anchorage::sql
