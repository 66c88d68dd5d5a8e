// A run against a connector, for the run's thread.
#pragma once

#include "app/desktop/controller/run_feed.h"
#include "core/session/run.h"

#include <memory>

namespace anchorage::desktop {

class LiveRun : public RunFeed {
public:
    /// As session::Run::create; the sink of `extras` is not used. `secrets` outlives the run.
    static Result<std::unique_ptr<LiveRun>> create(session::RunSetup setup, session::RunExtras extras, session::Secrets &secrets);

    Result<engine::command::Finish> serve(const run::EventSink &sink) override;
    void post(run::Control control) override { m_run->post(std::move(control)); }
    const engine::Machine &machine() const override { return m_run->machine(); }
    bool recorded() const override { return false; }

    const session::RunSetup &setup() const { return m_run->setup(); }
    std::shared_ptr<session::KeptProcess> process() const { return m_run->process(); }

private:
    LiveRun() = default;

    run::EventSink m_sink; // set while serve() runs
    std::unique_ptr<session::Run> m_run;
};

} // namespace anchorage::desktop
