#include "core/record/fates.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace anchorage::record {

std::string_view name(Sending sending)
{
    switch (sending) {
    case Sending::NotSent:
        return "not sent";
    case Sending::Unknown:
        return "sent, fate unknown";
    case Sending::Answered:
        return "answered";
    }
    return {};
}

void FatesFold::add(const run::RunEvent &happened)
{
    if (const auto *input = std::get_if<run::event::Input>(&happened.what))
        return add(input->input);
    const auto *command = std::get_if<run::event::Command>(&happened.what);
    if (const auto *put = command ? std::get_if<engine::command::Put>(&command->command) : nullptr) {
        m_page.clear();
        for (const auto &entry : put->page.entries)
            m_page.emplace(entry.entry.identifier, entry.object);
    }
}

void FatesFold::add(const engine::Input &input)
{
    using namespace engine;
    std::visit(overloaded{
                   [this](const input::Sent &page) { sent(page); },
                   [this](const input::Answered &answer) { answered(answer.results, true); },
                   [this](const input::PutThrew &threw) { answered(threw.partial, false); },
                   // What was in flight stays unknown; later pages are their own.
                   [](const auto &) {},
               },
               input);
}

void FatesFold::sent(const engine::input::Sent &page)
{
    m_inFlight.clear();
    for (const auto &entry : page.entries) {
        // An entry that a person put in by hand belongs to no object of the space.
        const auto known = m_page.find(entry.identifier);
        if (known == m_page.end())
            continue;
        auto &track = m_tracks[known->second];
        track.sending = Sending::Unknown;
        track.injected = page.injected;
        ++track.handOvers;
        m_inFlight.push_back({entry.identifier, known->second});
    }
}

/// answer-1: no result for an entry is success; a null answer says nothing (answer-2), and of a page
/// whose Put threw only what came with a result is known (throw-1).
void FatesFold::answered(const PutExportEntriesResults &results, bool silenceIsAnswer)
{
    if (results.results) {
        std::unordered_set<Guid> named;
        for (const auto &result : *results.results)
            named.insert(result.identifier);
        for (const auto &entry : m_inFlight) {
            if (silenceIsAnswer || named.contains(entry.identifier))
                m_tracks[entry.object].sending = Sending::Answered;
        }
    }
    m_inFlight.clear();
}

Fates FatesFold::fates(const space::Space &start) const
{
    std::unordered_set<space::ObjectIndex> recorded;
    for (const auto &entry : start.recorded())
        recorded.insert(entry.object);
    Fates out;
    for (space::ObjectIndex i = 0; i < start.size(); ++i) {
        if (!start.exists(i))
            continue;
        const auto track = m_tracks.find(i);
        const bool handedOver = track != m_tracks.end();
        if (!handedOver && start.pendingOperation(i) == space::PendingOperation::None && !recorded.contains(i))
            continue;
        const Track state = handedOver ? track->second : Track{};
        out.entries.push_back({i, std::string(start.dn(i)), state.sending, state.handOvers, state.injected});
        switch (state.sending) {
        case Sending::NotSent:
            ++out.notSent;
            break;
        case Sending::Unknown:
            ++out.unknown;
            break;
        case Sending::Answered:
            ++out.answered;
            break;
        }
    }
    return out;
}

Result<Fates> readFates(JournalReader &reader)
{
    FatesFold fold;
    while (true) {
        auto happened = reader.next();
        if (!happened)
            return fail(std::move(happened.error()));
        if (!*happened)
            return fold.fates(reader.header().setup.space);
        fold.add(**happened);
    }
}

} // namespace anchorage::record
