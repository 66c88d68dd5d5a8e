#include "app/desktop/controller/contents.h"

#include "core/session/workspace.h"

#include <utility>

namespace anchorage::desktop {
namespace {

Result<std::shared_ptr<const session::Inspection>> ask(const session::Workspace &workspace, const ContentsRequest &wanted,
                                                       session::Secrets &secrets, TaskControl &control)
{
    auto request = workspace.inspectRequest();
    if (!request)
        return fail(std::move(request.error()));
    if (wanted.ask) { // a person wants to see all of it
        request->wantSchema = true;
        request->wantCapabilities = true;
    }
    request->wantPartitions = request->wantPartitions || wanted.wantPlaces;
    request->wantHierarchy = wanted.wantPlaces;
    request->cancelled = [&control] { return control.cancelled(); };
    auto inspection = session::inspect(*request, secrets);
    if (!inspection)
        return fail(std::move(inspection.error()));
    return std::make_shared<const session::Inspection>(std::move(*inspection));
}

} // namespace

Result<Contents> openContents(const ContentsRequest &request, session::Secrets &secrets, TaskControl &control)
{
    auto workspace = session::Workspace::open(request.project);
    if (!workspace)
        return fail(std::move(workspace.error()));
    Contents contents;
    contents.project = workspace->project();
    contents.maConfiguration = workspace->maConfiguration();
    contents.steps = workspace->steps();
    contents.anchors = workspace->anchors();
    contents.inspection = request.inspection;
    const bool named = !contents.project.connector.empty();
    if (named && !contents.inspection && (request.ask || workspace->needsConnector())) {
        auto inspection = ask(*workspace, request, secrets, control);
        if (inspection)
            contents.inspection = std::move(*inspection);
        else if (inspection.error().code == ErrorCode::Cancelled)
            return fail(std::move(inspection.error()));
        else
            contents.incomplete = std::move(inspection.error());
    }

    const auto *inspection = contents.inspection.get();
    auto schema = workspace->schema(inspection);
    auto capabilities = workspace->capabilities(inspection);
    if (!contents.incomplete && !schema)
        contents.incomplete = schema.error();
    if (!contents.incomplete && !capabilities)
        contents.incomplete = capabilities.error();
    if (schema)
        contents.schema = std::move(*schema);
    if (capabilities)
        contents.capabilities = *capabilities;
    if (request.space) {
        contents.space = *request.space;
        if (capabilities) {
            if (auto styled = contents.space.setStyle(capabilities->distinguishedNameStyle); !styled)
                return fail(std::move(styled.error()));
        }
    } else if (schema && capabilities) {
        auto space = workspace->space(inspection);
        if (!space)
            return fail(std::move(space.error()));
        contents.space = std::move(*space);
    }
    contents.findings = workspace->findings();
    if (inspection != nullptr) { // what was checked before anything of it was loaded, and what it left unsaid
        const auto &checked = inspection->connector.findings;
        contents.findings.insert(contents.findings.end(), checked.begin(), checked.end());
        contents.findings.insert(contents.findings.end(), inspection->findings.begin(), inspection->findings.end());
    }
    if (control.cancelled())
        return fail(ErrorCode::Cancelled, "cancelled");
    return contents;
}

} // namespace anchorage::desktop
