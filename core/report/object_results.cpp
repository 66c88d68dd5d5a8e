#include "core/report/object_results.h"

#include "core/report/words.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace anchorage::report {

namespace {
constexpr auto unseen = static_cast<std::uint32_t>(-1);
}

std::string_view name(Status status)
{
    switch (status) {
    case Status::Pending:
        return "pending";
    case Status::Accepted:
        return "accepted";
    case Status::NextPass:
        return "next-pass";
    case Status::Error:
        return "error";
    case Status::Stopped:
        return "stopped";
    case Status::Unknown:
        return "unknown";
    case Status::Dropped:
        return "dropped";
    }
    return {};
}

Status statusOf(const engine::HandOver &handOver)
{
    if (!handOver.fate)
        return Status::Unknown;
    return std::visit(overloaded{
                          [](const engine::fate::Accepted &) { return Status::Accepted; },
                          [](const engine::fate::NextPass &) { return Status::NextPass; },
                          [](const engine::fate::ObjectError &) { return Status::Error; },
                          [](const engine::fate::StopsRun &) { return Status::Stopped; },
                          [](const engine::fate::Unknown &) { return Status::Unknown; },
                      },
                      *handOver.fate);
}

std::string_view Failing::engineName() const
{
    const bool custom = code == MAExportError::ExportErrorCustomContinueRun || code == MAExportError::ExportErrorCustomStopRun;
    return custom && !name.empty() ? name : engineString(code);
}

Failing failingOf(const engine::HandOver &handOver)
{
    if (!handOver.fate)
        return {};
    return std::visit(overloaded{
                          [](const engine::fate::ObjectError &error) {
                              return Failing{error.code, error.name, error.detail, error.byEngine};
                          },
                          [](const engine::fate::StopsRun &stops) {
                              return Failing{MAExportError::ExportErrorCustomStopRun, stops.name, stops.detail, false};
                          },
                          [](const auto &) { return Failing{}; },
                      },
                      *handOver.fate);
}

std::uint32_t ObjectResult::passes() const
{
    std::uint32_t out = 1;
    for (std::uint32_t i = 1; i < m_count; ++i)
        out += turn(i).position.pass != turn(i - 1).position.pass ? 1U : 0U; // hand-overs are in order of passes
    return out;
}

std::string ObjectResult::action() const
{
    switch (first().entry.modification) {
    case ObjectModificationType::Add:
        return "add";
    case ObjectModificationType::Replace:
        return "replace";
    case ObjectModificationType::Delete:
        // order-2: the Delete of a delete-add is followed by its Add in the same run.
        if (m_count > 1 && turn(1).entry.modification == ObjectModificationType::Add)
            return "delete-add";
        return "delete";
    case ObjectModificationType::Update:
        return entry(0).find(dnAttribute) ? "rename" : "update";
    case ObjectModificationType::Unconfigured:
    case ObjectModificationType::None:
        break;
    }
    return "none";
}

std::string ObjectResult::anchorBefore() const
{
    return anchorText(first().entry.anchors);
}

std::string ObjectResult::anchor() const
{
    return anchorText(anchors());
}

std::string ObjectResult::anchorValue() const
{
    std::string out;
    for (const auto &anchor : anchors()) {
        if (anchor.value)
            out += (out.empty() ? "" : "+") + toText(*anchor.value);
    }
    return out;
}

/// Answers change anchors; each later hand-over carries what was known by then.
std::vector<AnchorAttribute> ObjectResult::anchors() const
{
    auto out = last().entry.anchors;
    const auto *accepted = last().fate ? std::get_if<engine::fate::Accepted>(&*last().fate) : nullptr;
    if (!accepted)
        return out;
    for (const auto &fresh : accepted->newAnchors) {
        const auto old =
            std::find_if(out.begin(), out.end(), [&](const AnchorAttribute &anchor) { return anchor.name == fresh.name; });
        if (old == out.end())
            out.push_back(fresh);
        else
            old->value = fresh.value;
    }
    return out;
}

/// Counting sort by object: two passes.
ObjectResults::ObjectResults(const std::vector<engine::HandOver> &handOvers) : m_handOvers(&handOvers)
{
    std::vector<std::uint32_t> counts;
    std::vector<std::uint32_t> positions(handOvers.size());
    std::unordered_map<std::string_view, std::uint32_t> byHand; // by DN: no object of the space
    for (std::size_t i = 0; i < handOvers.size(); ++i) {
        const auto &handOver = handOvers[i];
        const auto fresh = static_cast<std::uint32_t>(counts.size());
        if (handOver.object == engine::noObject) {
            positions[i] = byHand.try_emplace(handOver.entry.dn, fresh).first->second;
        } else {
            if (handOver.object >= m_byObject.size())
                m_byObject.resize(std::size_t{handOver.object} + 1, unseen);
            auto &known = m_byObject[handOver.object];
            known = known == unseen ? fresh : known;
            positions[i] = known;
        }
        if (positions[i] == fresh)
            counts.push_back(0);
        ++counts[positions[i]];
    }
    m_begin.assign(counts.size() + 1, 0);
    for (std::size_t i = 0; i < counts.size(); ++i)
        m_begin[i + 1] = m_begin[i] + counts[i];
    m_turns.resize(handOvers.size());
    std::vector<std::uint32_t> next(m_begin.begin(), m_begin.end() - 1);
    for (std::uint32_t i = 0; i < handOvers.size(); ++i)
        m_turns[next[positions[i]]++] = i;
    for (std::size_t i = 0; i < size(); ++i)
        ++m_counts[static_cast<std::size_t>((*this)[i].status())];
}

std::size_t ObjectResults::find(space::ObjectIndex object) const
{
    if (object >= m_byObject.size() || m_byObject[object] == unseen)
        return none;
    return m_byObject[object];
}

} // namespace anchorage::report
