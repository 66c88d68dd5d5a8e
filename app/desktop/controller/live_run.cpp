#include "app/desktop/controller/live_run.h"

#include <utility>

namespace anchorage::desktop {

Result<std::unique_ptr<LiveRun>> LiveRun::create(session::RunSetup setup, session::RunExtras extras, session::Secrets &secrets)
{
    std::unique_ptr<LiveRun> live(new LiveRun);
    extras.sink = [to = live.get()](const run::RunEvent &event) {
        if (to->m_sink)
            to->m_sink(event);
    };
    auto run = session::Run::create(std::move(setup), std::move(extras), secrets);
    if (!run)
        return fail(std::move(run.error()));
    live->m_run = std::move(*run);
    return live;
}

Result<engine::command::Finish> LiveRun::serve(const run::EventSink &sink)
{
    m_sink = sink;
    auto finish = m_run->serve();
    m_sink = {};
    return finish;
}

} // namespace anchorage::desktop
