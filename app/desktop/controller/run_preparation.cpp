#include "app/desktop/controller/run_preparation.h"

#include "core/session/workspace.h"

#include <memory>
#include <utility>

namespace anchorage::desktop {

Result<session::RunSetup> prepareRun(const ContentsRequest &wanted, const std::string &stepName, AskConnector ask,
                                     session::Secrets &secrets, TaskControl &control)
{
    auto workspace = session::Workspace::open(wanted.project);
    if (!workspace)
        return fail(std::move(workspace.error()));
    auto step = workspace->step(stepName);
    if (!step)
        return fail(std::move(step.error()));
    auto inspection = wanted.inspection;
    if (!inspection && (ask == AskConnector::Always || workspace->needsConnector())) {
        auto request = workspace->inspectRequest();
        if (!request)
            return fail(std::move(request.error()));
        request->cancelled = [&control] { return control.cancelled(); };
        auto answered = session::inspect(*request, secrets);
        if (!answered)
            return fail(std::move(answered.error()));
        inspection = std::make_shared<const session::Inspection>(std::move(*answered));
    }
    return workspace->prepare(*step, inspection.get(), wanted.space);
}

} // namespace anchorage::desktop
