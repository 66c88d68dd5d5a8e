// The bench's share of a run: the time of whole runs beside the connector's own time, journal on a disk, and how
// load (of the space), plan and run grow with the number of entries. Prints a table; figures are ratios in one run.
// build/bench/bench/bench_run [largest, default 1000000]
#include "core/connector/connector_kind.h"
#include "core/connector/connector_port.h"
#include "core/engine/plan.h"
#include "core/run/driver.h"
#include "tests/support/fake_port.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTemporaryDir>

#include <malloc.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

using namespace anchorage;
using Clock = std::chrono::steady_clock;

namespace {

double seconds(Clock::duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

/// Processor time of this process: other work on the machine does not count. The connector's process is another.
double processorSeconds()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// Megabytes of this process's heap that are in use.
double heapMegabytes()
{
    const auto info = mallinfo2();
    return static_cast<double>(info.uordblks + info.hblkhd) / (1 << 20);
}

engine::EngineSetup setupOf(int entries)
{
    engine::EngineSetup setup;
    SchemaType user;
    user.name = "user";
    for (int i = 0; i < 10; ++i) {
        SchemaAttribute attribute;
        attribute.name = "attribute" + std::to_string(i);
        user.attributes.push_back(attribute);
    }
    setup.schema.types.push_back(user);
    setup.settings.pageSize = 100;
    for (int i = 0; i < entries; ++i) {
        space::SpaceObject object;
        object.type = "user";
        object.dn = "cn=user" + std::to_string(i) + ",ou=people";
        object.pending.operation = space::PendingOperation::Add;
        for (int a = 0; a < 10; ++a)
            object.pending.changes.push_back(AttributeChange::add("attribute" + std::to_string(a),
                                                                  {"value " + std::to_string(i) + " of " + std::to_string(a)},
                                                                  AttributeType::String, false));
        if (auto inserted = setup.space.insert(object); !inserted)
            std::abort();
    }
    return setup;
}

PutExportEntriesResults succeed(const std::vector<CsEntryChange> &entries)
{
    PutExportEntriesResults out;
    for (const auto &entry : entries)
        out.results->push_back(CsEntryChangeResult::create(entry.identifier, {}, MAExportError::Success));
    return out;
}

struct Ran {
    double whole = 0;
    double processor = 0; // of the bench
    double heap = 0; // when the run is over
    double connector = 0;
    std::uint64_t journalBytes = 0;
};

/// `location` empty: the connector is a fake port in this process, which takes no time of its own.
Ran runOf(const engine::EngineSetup &setup, bool journalled, const std::string &location)
{
    test::FakeConnector fake;
    fake.answer = succeed;
    run::ConnectorProcess process([&]() -> std::unique_ptr<connector::ConnectorPort> {
        if (location.empty())
            return std::make_unique<test::FakePort>(fake);
        auto found = connector::locateConnector(location, {});
        return found ? connector::makeProcessPort(*found, {}) : nullptr;
    });
    QTemporaryDir folder;
    Scrubber scrubber;
    run::Journal journal;
    const auto path = folder.filePath(QStringLiteral("run.journal")).toStdString();
    Ran out;
    fake.remembersRequests = false;
    const auto began = Clock::now();
    const auto processor = processorSeconds();
    if (journalled) {
        auto made =
            run::Journal::create(path, {"bench", "2026-01-01T00:00:00Z", {}, {}, "native", location, {}, {}, setup}, scrubber);
        if (!made)
            std::abort();
        journal = std::move(*made);
    }
    run::Driver driver({engine::Machine(setup),
                        setup.settings,
                        {},
                        process,
                        journal,
                        scrubber,
                        {},
                        [&out](const run::RunEvent &event) {
                            if (const auto *call = std::get_if<run::event::CallEnded>(&event.what))
                                out.connector += static_cast<double>(call->duration.count()) / 1e9;
                        },
                        run::steadyClock()});
    const auto finish = driver.runToEnd();
    if (!finish || finish->status != "success") {
        std::fprintf(stderr, "%s\n", finish ? finish->status.c_str() : finish.error().text().c_str());
        std::abort();
    }
    out.whole = seconds(Clock::now() - began);
    out.processor = processorSeconds() - processor;
    out.heap = heapMegabytes();
    if (location.empty())
        out.connector = 0; // what the fake calls its own time never passed
    if (journalled)
        out.journalBytes = static_cast<std::uint64_t>(QFileInfo(QString::fromStdString(path)).size());
    return out;
}

void growth(int largest)
{
    std::printf("\nGrowth, 10 attributes an entry, page 100, no process, no journal; processor time, heap in use\n");
    std::printf("%10s %10s %10s %10s %12s %14s\n", "entries", "load s", "plan s", "run s", "space MB", "after run MB");
    for (int entries = 10'000; entries <= largest; entries *= 10) {
        const auto heap = heapMegabytes();
        const auto began = processorSeconds();
        const auto setup = setupOf(entries);
        const auto loaded = processorSeconds();
        const auto space = heapMegabytes() - heap;
        const auto plan = engine::plan(setup, [](const engine::Input &, engine::Commands &) {});
        const auto planned = processorSeconds();
        if (!plan)
            std::abort();
        const auto ran = runOf(setup, false, {});
        std::printf("%10d %10.2f %10.2f %10.2f %12.0f %14.0f\n", entries, loaded - began, planned - loaded, ran.processor, space,
                    ran.heap - heap);
        std::fflush(stdout);
    }
}

void share(int entries, const std::string &location, const char *name)
{
    const auto setup = setupOf(entries);
    for (const bool journalled : {false, true}) {
        const auto ran = runOf(setup, journalled, location);
        const auto each = ran.processor / entries;
        std::printf(
            "%-28s %-11s whole %6.1f s, connector %6.1f s, bench's processor time %6.1f s: %5.1f us an entry, %4.1f %% of 1 ms",
            name, journalled ? "journal" : "no journal", ran.whole, ran.connector, ran.processor, each * 1e6, each * 1e5);
        std::printf(journalled ? ", journal %llu MB\n" : "\n", static_cast<unsigned long long>(ran.journalBytes >> 20U));
        std::fflush(stdout);
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int largest = argc > 1 ? std::atoi(argv[1]) : 1'000'000;
    std::printf("Share of the bench in a run of 200 000 entries of 10 attributes, page 100\n");
    share(200'000, {}, "fake port, in process");
#ifdef NULL_CONNECTOR
    share(200'000, NULL_CONNECTOR, "null connector, own process");
#endif
    growth(largest);
    return 0;
}
