// A round trip through a real process: page out, anchorage-host, null connector, answer in. Entries of
// ten attributes; items_per_second are entries.
#include "core/connector/connector_kind.h"
#include "core/connector/connector_port.h"
#include "tests/bench/wire/bench_page.h"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>

using namespace anchorage;
using namespace anchorage::connector;

namespace {

ConnectorLocation nullConnector()
{
    return {ConnectorKind::Native, NULL_CONNECTOR, {}, {}, {}};
}

void started(const Result<ConnectorDescription> &description)
{
    if (description)
        return;
    std::fprintf(stderr, "%s\n", description.error().text().c_str());
    std::abort();
}

void answered(ConnectorPort &port)
{
    for (;;) {
        const auto event = port.wait(std::chrono::seconds{60});
        if (!event)
            std::abort();
        if (std::holds_alternative<event::Answered>(*event))
            return;
    }
}

void putPages(benchmark::State &state)
{
    const auto size = static_cast<std::size_t>(state.range(0));
    const wire::Request put = wire::request::PutExportEntries{benchPage(size)};
    const auto port = makeProcessPort(nullConnector(), {});
    started(port->start());
    for (auto _ : state) {
        if (!port->send(put))
            std::abort();
        answered(*port);
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(size));
    port->shutdown(std::chrono::seconds{5});
}

void startAndShutDown(benchmark::State &state)
{
    for (auto _ : state) {
        const auto port = makeProcessPort(nullConnector(), {});
        started(port->start());
        port->shutdown(std::chrono::seconds{5});
    }
}

} // namespace

BENCHMARK(putPages)->Arg(1)->Arg(100)->Arg(1000)->UseRealTime();
BENCHMARK(startAndShutDown)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK_MAIN();
