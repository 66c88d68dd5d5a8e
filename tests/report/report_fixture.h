// A run with everything a report can show, always the same: fixed times, hostile texts.
#pragma once

#include "core/report/report_writer.h"
#include "core/report/run_account.h"
#include "tests/run/run_fixture.h"

#include <memory>
#include <string>

namespace anchorage::test {

/// What a hostile connector or directory writes; every form must keep it harmless and readable.
inline const std::string hostile = "=cmd()|' /C calc'!A0 </script><b>&amp; ]]> \"q\" \x01\x1b[31m\nline 2 \xff";

class ReportBench {
public:
    explicit ReportBench(engine::EngineSetup made) : bench(std::move(made))
    {
        bench.listen = [this](const run::RunEvent &event) { account.add(event); };
    }
    void run(Script script = {})
    {
        bench.connector.answer = std::move(script);
        result = bench.run();
        header = run::JournalHeader{
            "0.1.0", "2026-01-31T12:01:03Z", "shop.anchorage", "export", "native", "/opt/shop.so", {}, {}, bench.setup};
        results.emplace(bench.driver->machine().handOvers());
    }
    report::RunReport report(const report::Verdict *verdict = nullptr) const
    {
        return {header, account.summary.summary(), *results, &account.output, verdict, {}};
    }
    const report::RunSummary &summary() const { return account.summary.summary(); }

    RunBench bench;
    report::RunAccount account;
    run::JournalHeader header;
    std::optional<report::ObjectResults> results;
    Result<engine::command::Finish> result;
};

inline SpaceObject numbered(SpaceObject of, char number)
{
    of.identifier.bytes[15] = static_cast<std::uint8_t>(number);
    return of;
}

/// u1 accepted with an anchor; u2 again in pass 2; u3 failed; u4 renamed; g1 again for its member.
inline std::unique_ptr<ReportBench> sampleRun()
{
    return std::make_unique<ReportBench>(withPages(
        setup({numbered(add("u1", {plus("title", text({"T1"}))}), 1), numbered(add("u2", {plus("title", text({"T2"}))}), 2),
               numbered(add("u3"), 3), numbered(group("g1", {"u1"}), 5),
               numbered(rename(known("u4", "4", {plus("title", text({"A"}))}), "u5"), 4)}),
        5));
}
inline void runSample(ReportBench &sample, const std::string &detail)
{
    auto script = Script();
    script.answer("u2", MAExportError::ExportActionRetryReferenceAttribute);
    Behaviour noisy;
    noisy.logs = {{"stdout", "connected"}, {"warning", detail}};
    noisy.takes = std::chrono::milliseconds{41};
    sample.bench.connector.on("putExportEntries", noisy);
    sample.bench.connector.answer = [script, detail](const std::vector<CsEntryChange> &entries) mutable {
        auto out = script(entries);
        for (std::size_t i = 0; i < entries.size(); ++i) {
            if (entries[i].dn == "u3")
                (*out.results)[i] = CsEntryChangeResult::create(
                    entries[i].identifier, {}, MAExportError::ExportErrorCustomContinueRun, "no-space-left", detail);
        }
        return out;
    };
    sample.result = sample.bench.run();
    sample.header = run::JournalHeader{"0.1.0", "2026-01-31T12:01:03Z", "shop.anchorage", "export", "native", "/opt/shop.so", {},
                                       {},      sample.bench.setup};
    sample.results.emplace(sample.bench.driver->machine().handOvers());
}

} // namespace anchorage::test
