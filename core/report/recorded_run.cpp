#include "core/report/recorded_run.h"

#include "core/report/run_account.h"

#include <utility>

namespace anchorage::report {

struct RecordedRun::Inside {
    Inside(run::JournalHeader header_, record::Replay replay_) : header(std::move(header_)), replay(std::move(replay_)) { }

    run::JournalHeader header;
    RunAccount account;
    record::Replay replay;
    std::optional<ObjectResults> results; // over the replay's machine
};

Result<RecordedRun> RecordedRun::open(const std::string &journal)
{
    auto reader = record::JournalReader::open(journal);
    if (!reader)
        return fail(std::move(reader.error()));
    RunAccount account;
    auto replayed = record::replay(*reader, [&account](const run::RunEvent &happened) { account.add(happened); });
    if (!replayed)
        return fail(std::move(replayed.error()));
    auto inside = std::make_unique<Inside>(reader->header(), std::move(*replayed));
    inside->account = std::move(account);
    inside->results.emplace(inside->replay.machine.handOvers());
    return RecordedRun(std::move(inside));
}

RecordedRun::RecordedRun(std::unique_ptr<Inside> inside) : m_inside(std::move(inside)) { }
RecordedRun::RecordedRun(RecordedRun &&) noexcept = default;
RecordedRun &RecordedRun::operator=(RecordedRun &&) noexcept = default;
RecordedRun::~RecordedRun() = default;

const run::JournalHeader &RecordedRun::header() const
{
    return m_inside->header;
}

const RunSummary &RecordedRun::summary() const
{
    return m_inside->account.summary.summary();
}

const ObjectResults &RecordedRun::results() const
{
    return *m_inside->results;
}

const ConnectorOutput &RecordedRun::output() const
{
    return m_inside->account.output;
}

const record::Replay &RecordedRun::replay() const
{
    return m_inside->replay;
}

RunReport RecordedRun::report(const Verdict *verdict) const
{
    RunReport out{header(), summary(), results(), &output(), verdict, replay().torn};
    if (out.cutOff.empty() && replay().divergence)
        out.cutOff = "objects are known up to " + replay().divergence->text();
    return out;
}

} // namespace anchorage::report
