#include "app/host/plugin.h"

#include "connectors/sdk/entry.h"
#include "core/base/os_stdio.h"

namespace anchorage::host {

namespace {

template <typename Function> Function functionOf(void *library, const char *name)
{
    return reinterpret_cast<Function>(os::symbolOf(library, name));
}

} // namespace

Result<std::unique_ptr<sdk::Connector>> loadPlugin(const std::string &path)
{
    const auto library = os::loadLibrary(path);
    if (!library)
        return fail(library.error());
    const auto abi = functionOf<const char *(*)()>(*library, "anchorage_connector_abi");
    const auto create = functionOf<sdk::Connector *(*)()>(*library, "anchorage_connector_create");
    if (abi == nullptr || create == nullptr)
        return fail(ErrorCode::Unsupported,
                    "this library is no Anchorage connector: it has no anchorage_connector_abi and anchorage_connector_create "
                    "(write ANCHORAGE_CONNECTOR(YourClass) in one source file)",
                    {.file = path});
    if (const std::string found = abi(); found != ANCHORAGE_SDK_ABI)
        return fail(ErrorCode::Unsupported,
                    "this connector was built for another ABI: found \"" + found
                        + "\", this bench loads \"" ANCHORAGE_SDK_ABI "\"; build it again with the SDK of this bench",
                    {.file = path});
    std::unique_ptr<sdk::Connector> connector(create());
    if (!connector)
        return fail(ErrorCode::Unsupported, "anchorage_connector_create() gave no connector", {.file = path});
    return connector;
}

ConnectorDescription describe(sdk::Connector &connector)
{
    ConnectorDescription description;
    description.name = connector.name();
    description.version = connector.version();
    description.kind = "native";
    auto &has = description.interfaces;
    has.capabilities = connector.getCapabilities() != nullptr;
    has.parameters = connector.getParameters() != nullptr;
    has.schema = connector.getSchema() != nullptr;
    has.partitions = connector.getPartitions() != nullptr;
    has.hierarchy = connector.getHierarchy() != nullptr;
    has.password = connector.callPassword() != nullptr;
    if (const auto *calls = connector.callExport()) {
        has.callExport = true;
        description.exportDefaultPageSize = calls->exportDefaultPageSize();
        description.exportMaxPageSize = calls->exportMaxPageSize();
    }
    if (const auto *calls = connector.callImport()) {
        has.callImport = true;
        description.importDefaultPageSize = calls->importDefaultPageSize();
        description.importMaxPageSize = calls->importMaxPageSize();
    }
    return description;
}

} // namespace anchorage::host
