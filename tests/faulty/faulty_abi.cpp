// A plugin of another age: its ABI tag is none that a host of today loads.
#include "connectors/sdk/entry.h"

ANCHORAGE_SDK_EXPORT const char *anchorage_connector_abi()
{
    return "anchorage-sdk-0/another-compiler";
}
ANCHORAGE_SDK_EXPORT ::anchorage::sdk::Connector *anchorage_connector_create()
{
    __builtin_trap(); // never to be called: the tag is looked at first
}
