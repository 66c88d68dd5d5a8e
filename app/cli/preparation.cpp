#include "app/cli/preparation.h"

namespace anchorage::cli {

Result<Preparation> prepare(const SetupOptions &options, session::Secrets &secrets, Purpose purpose)
{
    auto workspace = options.open();
    if (!workspace)
        return fail(std::move(workspace.error()));
    Preparation prepared{std::move(*workspace), {}, {}};
    if (purpose == Purpose::Run || prepared.workspace.needsConnector()) {
        auto request = prepared.workspace.inspectRequest();
        if (!request)
            return fail(std::move(request.error()));
        auto inspection = session::inspect(*request, secrets);
        if (!inspection)
            return fail(std::move(inspection.error()));
        prepared.inspection = std::move(*inspection);
    }
    if (!options.space.empty()) {
        const auto schema = prepared.workspace.schema(prepared.known());
        if (!schema)
            return fail(schema.error());
        const auto capabilities = prepared.workspace.capabilities(prepared.known());
        if (!capabilities)
            return fail(capabilities.error());
        auto start = session::startSpace(options.space, &*schema, capabilities->distinguishedNameStyle);
        if (!start)
            return fail(std::move(start.error()));
        prepared.start = std::move(*start);
    }
    return prepared;
}

} // namespace anchorage::cli
