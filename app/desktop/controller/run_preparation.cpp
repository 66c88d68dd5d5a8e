#include "app/desktop/controller/run_preparation.h"

#include "core/session/parameters.h"
#include "core/session/workspace.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace anchorage::desktop {
namespace {

template <typename Named> const Named *named(const std::vector<Named> &all, const std::string &name)
{
    const auto found = std::find_if(all.begin(), all.end(), [&name](const Named &each) { return each.name == name; });
    return found == all.end() ? nullptr : &*found;
}

/// The connector's answers are those to what the project says now: a parameter that was edited since is sent as it is.
bool isOf(const session::Inspection &inspection, const session::InspectRequest &now, session::Secrets &secrets)
{
    for (const auto &asked : inspection.parameters) {
        const auto *definition = inspection.find(asked.name);
        const auto *given = named(now.parameters, asked.name);
        if (given == nullptr && definition != nullptr)
            given = named(now.stored, asked.name);
        if (given != nullptr) {
            const auto resolved = session::resolveParameter(*given, definition, secrets);
            if (!resolved || !(*resolved == asked))
                return false;
            continue;
        }
        const bool filled =
            std::any_of(now.fills.begin(), now.fills.end(), [&asked](const auto &fill) { return fill.first == asked.name; });
        if (definition == nullptr || (!filled && !(session::defaultOf(*definition) == asked)))
            return false;
    }
    return std::all_of(now.parameters.begin(), now.parameters.end(), [&inspection](const project::Parameter &given) {
        return named(inspection.parameters, given.name) != nullptr;
    });
}

} // namespace

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
    auto request = workspace->inspectRequest();
    if (inspection && request && !isOf(*inspection, *request, secrets)) {
        request->wantPartitions = !inspection->partitions.empty(); // what was shown is offered
        inspection.reset();
    }
    if (!inspection && (ask == AskConnector::Always || workspace->needsConnector())) {
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
