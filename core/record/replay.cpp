#include "core/record/replay.h"

#include "core/model/page_text.h"
#include "core/run/journal_codec.h"

#include <deque>
#include <utility>

namespace anchorage::record {

namespace {

std::string textOf(const engine::Command &command)
{
    if (const auto *put = std::get_if<engine::command::Put>(&command))
        return pageText(put->page.position, put->page.handOver());
    return run::toJson(command);
}

/// Absent: none.
Divergence diverge(const engine::Command *recorded, const engine::Command *replayed)
{
    Divergence out;
    out.recorded = recorded ? textOf(*recorded) : std::string();
    out.replayed = replayed ? textOf(*replayed) : std::string();
    if (recorded && replayed && out.recorded == out.replayed) { // the same page with other reasons or removals
        out.recorded = run::toJson(*recorded);
        out.replayed = run::toJson(*replayed);
    }
    return out;
}

/// By value, and where that fails by what a journal can hold (bytes that are no UTF-8 are replaced there).
bool same(const engine::Command &recorded, const engine::Command &replayed)
{
    return recorded == replayed || run::toJson(recorded) == run::toJson(replayed);
}

class Replaying {
public:
    explicit Replaying(const run::JournalHeader &header) : m_out{engine::Machine(header.setup), {}, {}, 0, 0, {}} { }

    /// What differs at this event, if anything does.
    std::optional<Divergence> take(const run::RunEvent &happened)
    {
        if (const auto *input = std::get_if<run::event::Input>(&happened.what))
            return take(input->input);
        if (const auto *command = std::get_if<run::event::Command>(&happened.what))
            return take(command->command);
        return std::nullopt;
    }

    /// At the journal's end. Only a run that ended has all its commands in it.
    std::optional<Divergence> end() const
    {
        if (m_wanted.empty() || !m_out.finish)
            return std::nullopt;
        return diverge(nullptr, &m_wanted.front());
    }

    Replay m_out;

private:
    std::optional<Divergence> take(const engine::Input &input)
    {
        if (!m_wanted.empty())
            return diverge(nullptr, &m_wanted.front());
        ++m_out.inputs;
        if (const auto why = m_out.machine.whyNotAllowed(input); !why.empty())
            return Divergence{0, 0, run::toJson(input), "not allowed: " + why};
        for (auto &command : m_out.machine.step(input))
            m_wanted.push_back(std::move(command));
        return std::nullopt;
    }

    std::optional<Divergence> take(const engine::Command &recorded)
    {
        ++m_out.commands;
        if (m_wanted.empty())
            return diverge(&recorded, nullptr);
        if (!same(recorded, m_wanted.front()))
            return diverge(&recorded, &m_wanted.front());
        m_wanted.pop_front();
        if (const auto *finish = std::get_if<engine::command::Finish>(&recorded))
            m_out.finish = *finish;
        return std::nullopt;
    }

    std::deque<engine::Command> m_wanted; // by the machine, not yet seen in the journal
};

} // namespace

std::string Divergence::text() const
{
    const auto part = [](const std::string &title, const std::string &what) {
        const std::string ending = !what.empty() && what.back() == '\n' ? "" : "\n";
        return title + "\n" + (what.empty() ? "(nothing)" : what) + ending;
    };
    return "line " + std::to_string(line) + ", event " + std::to_string(sequence) + ": the engine wants something else now\n"
        + part("recorded:", recorded) + part("now:", replayed);
}

Result<Replay> replay(JournalReader &reader, const run::EventSink &sink)
{
    if (!reader.begun()) {
        return fail(ErrorCode::Input, "the journal ends before the run began: nothing was called, and there is nothing to replay",
                    {.file = reader.name()});
    }
    Replaying replaying(reader.header());
    auto &out = replaying.m_out;
    std::uint64_t last = 0;
    while (true) {
        auto happened = reader.next();
        if (!happened)
            return fail(std::move(happened.error()));
        if (*happened && sink)
            sink(**happened);
        if (!out.divergence) {
            if (*happened)
                last = (*happened)->sequence;
            out.divergence = *happened ? replaying.take(**happened) : replaying.end();
            if (out.divergence) {
                out.divergence->sequence = last;
                out.divergence->line = reader.line();
            }
        }
        if (!*happened || (out.divergence && !sink)) {
            out.torn = reader.tornText();
            return std::move(out);
        }
    }
}

Result<space::Space> spaceAfter(const std::string &journalPath)
{
    auto reader = JournalReader::open(journalPath);
    if (!reader)
        return fail(std::move(reader.error()));
    auto replayed = replay(*reader);
    if (!replayed)
        return fail(std::move(replayed.error()));
    if (replayed->divergence) {
        return fail(ErrorCode::Input,
                    "the space after this run is unknown, because the run cannot be repeated: " + replayed->divergence->text(),
                    {.file = journalPath, .line = replayed->divergence->line});
    }
    return replayed->machine.space();
}

} // namespace anchorage::record
