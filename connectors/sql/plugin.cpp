#include "connectors/sdk/entry.h"
#include "connectors/sql/sql_connector.h"

ANCHORAGE_CONNECTOR(anchorage::sql::SqlConnector)
