// The pages a run would hand over if every answer were success: no process, no connector.
#pragma once

#include "core/base/result.h"
#include "core/engine/engine_setup.h"
#include "core/run/run_event.h"

#include <string>
#include <vector>

namespace anchorage::session {

struct PlannedPage {
    engine::Page page;
    std::vector<engine::Removal> removals;
};
struct Plan {
    std::vector<PlannedPage> pages;
    Findings findings;
    engine::command::Finish finish;
};

/// The machine fed with synthetic successes; anchors that a target would make are made up: `<id of cn=u1>`
/// (anchor-2). The same events as a run, to `sink` where there is one. Error: the machine's refusal.
Result<Plan> plan(engine::EngineSetup setup, const run::EventSink &sink = {});

} // namespace anchorage::session
