// What the rules' tests need on top of the fixture: answers that say nothing, and looks into what a run left.
#pragma once

#include "tests/engine/engine_fixture.h"

#include <QTest>

#include <algorithm>

namespace anchorage::engine::test {

/// To the end of the run with answers that have no result for any entry.
inline Run &silently(Run &run)
{
    for (bool more = true; more;) {
        if (run.machine.state() == State::Putting)
            run.feed(input::Answered{});
        else
            more = run.once();
    }
    return run;
}

inline SpaceObject left(const Run &run, const std::string &dn)
{
    const auto &space = run.machine.space();
    const auto index = space.find(dn);
    return index ? space.object(*index) : SpaceObject{};
}
/// "none", "add", "update", "delete-add", "delete"
inline std::string pendingOf(const Run &run, const std::string &dn)
{
    return std::string(space::name(left(run, dn).pending.operation));
}
inline std::string anchorsOf(const Run &run, const std::string &dn)
{
    std::string out;
    for (const auto &anchor : left(run, dn).anchors)
        out += (out.empty() ? "" : "+") + anchor.name + '='
            + (anchor.value ? std::string(name(typeOf(*anchor.value))) + ' ' + toText(*anchor.value) : "null");
    return out;
}
/// "missing-anchor-component 0": the object error that is kept, with its retry count.
inline std::string failureOf(const Run &run, const std::string &dn)
{
    const auto failure = left(run, dn).lastFailure;
    return failure ? std::string(engineString(failure->code)) + ' ' + std::to_string(failure->retryCount) : "none";
}
/// Fates in order of sending: "accepted", "next-pass", "error cd-missing-object", "stops", "unknown", "sent".
inline std::string fates(const Run &run)
{
    std::string out;
    for (const auto &handOver : run.machine.handOvers()) {
        std::string one = "sent";
        if (handOver.fate)
            one = std::visit(overloaded{[](const fate::Accepted &) -> std::string { return "accepted"; },
                                        [](const fate::NextPass &) -> std::string { return "next-pass"; },
                                        [](const fate::ObjectError &e) { return "error " + std::string(engineString(e.code)); },
                                        [](const fate::StopsRun &) -> std::string { return "stops"; },
                                        [](const fate::Unknown &) -> std::string { return "unknown"; }},
                             *handOver.fate);
        out += (out.empty() ? "" : "; ") + one;
    }
    return out;
}
inline std::size_t count(const std::string &where, const std::string &what)
{
    std::size_t out = 0;
    for (auto at = where.find(what); at != std::string::npos; at = where.find(what, at + what.size()))
        ++out;
    return out;
}
inline bool has(const std::string &where, const std::string &what)
{
    return where.find(what) != std::string::npos;
}
/// The next run, on what this one left (space-3).
inline EngineSetup next(const Run &run, EngineSetup of)
{
    of.space = run.machine.space();
    return of;
}
inline void edit(EngineSetup &of, const std::string &dn, std::vector<AttributeChange> changes)
{
    const auto index = of.space.find(dn);
    auto object = of.space.object(*index);
    object.pending.operation = PendingOperation::Update;
    object.pending.changes = std::move(changes);
    if (const auto done = of.space.replace(*index, std::move(object)); !done)
        qFatal("%s", done.error().text().c_str());
}
inline AttributeChange anchorAnswer(AttributeValue value, const std::string &name = "id")
{
    const auto valueType = typeOf(value);
    return AttributeChange::add(name, {std::move(value)}, valueType, false);
}
/// An answer with just these results.
inline input::Answered answered(std::vector<CsEntryChangeResult> results)
{
    input::Answered out;
    out.results.results = std::move(results);
    return out;
}
inline input::Answered answeredNull()
{
    input::Answered out;
    out.results.results.reset();
    return out;
}
/// After a Kill the process is gone; that is all that can still be heard of it.
inline Run &killed(Run &run)
{
    run.feed(input::PeerDied{9, 0, "killed by signal 9 (SIGKILL)"});
    return run;
}
inline ExceptionInfo thrown(const std::string &type)
{
    return {.type = "Microsoft.MetadirectoryServices." + type, .message = "because", .stack = {}, .inner = {}};
}
inline EngineSetup of(MAExportType type, EngineSetup setup)
{
    setup.capabilities.exportType = type;
    return setup;
}

} // namespace anchorage::engine::test
