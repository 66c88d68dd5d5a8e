// What a run thread executes: a live run, or a journal stepped through like one.
#pragma once

#include "core/base/result.h"
#include "core/engine/machine.h"
#include "core/run/control.h"
#include "core/run/run_event.h"

namespace anchorage::desktop {

class RunFeed {
public:
    virtual ~RunFeed() = default;

    /// The whole run, in the run's thread; `sink` is called there.
    virtual Result<engine::command::Finish> serve(const run::EventSink &sink) = 0;
    /// From any thread.
    virtual void post(run::Control control) = 0;
    /// From the sink, or when serve() returned.
    virtual const engine::Machine &machine() const = 0;
    /// A journal: nothing can be edited, injected or closed with another reason.
    virtual bool recorded() const = 0;
};

} // namespace anchorage::desktop
