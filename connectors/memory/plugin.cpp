#include "connectors/memory/memory_connector.h"
#include "connectors/sdk/entry.h"

ANCHORAGE_CONNECTOR(anchorage::memory::MemoryConnector)
