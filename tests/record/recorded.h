// A journal as a real run writes it, in memory.
#pragma once

#include "core/record/journal_reader.h"
#include "tests/run/run_fixture.h"

#include <QBuffer>

#include <memory>
#include <string>

namespace anchorage::test {

inline record::JournalReader reading(const std::string &bytes)
{
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(bytes.data(), static_cast<int>(bytes.size()));
    buffer->open(QIODevice::ReadOnly);
    auto reader = record::JournalReader::read(std::move(buffer), "test.journal");
    if (!reader)
        qFatal("%s", reader.error().text().c_str());
    return std::move(*reader);
}

/// Two passes, an object error, a special action, a known object that stays as it is.
inline engine::EngineSetup richSetup()
{
    return withPages(
        setup({group("g1", {"u1", "u2", "x9"}), add("u1", {plus("title", text({"line\nbreak \"x\""}))}),
               add("u2", {plus("manager", refs({"u1"}))}), add("u3"), known("x9", "9"),
               update("u4", "4", {plus("title", text({"A"}))}, {delta("title", text({"B"}), text({"A"}))}), del("u5", "5")}),
        2);
}
inline Script richScript()
{
    Script script;
    script.answer("u3", MAExportError::ExportErrorInvalidDN);
    script.answer("u2", MAExportError::ExportActionRetryReferenceAttribute);
    return script;
}

struct Recorded {
    std::string journal;
    std::vector<run::RunEvent> events;
    std::string fates; ///< of the live run
    std::string outcome;
};

/// `behave` may script the connector.
inline Recorded recordRun(engine::EngineSetup made, Script script, const std::function<void(RunBench &)> &behave = {})
{
    QTemporaryDir folder;
    RunBench bench(std::move(made));
    bench.connector.answer = std::move(script);
    bench.journalPath = folder.filePath(QStringLiteral("run.journal")).toStdString();
    if (behave)
        behave(bench);
    Recorded out;
    out.outcome = bench.outcome(bench.run());
    out.journal = bench.journalText();
    out.events = bench.events;
    out.fates = bench.fates();
    return out;
}

} // namespace anchorage::test
