#include "core/engine/page.h"

#include "core/engine/passwords.h"

#include <map>

namespace anchorage::engine {

namespace {

/// At least so many bytes has the entry's message: the values alone. The driver measures exactly.
std::uint64_t leastBytes(const CsEntryChange &entry)
{
    std::uint64_t bytes = entry.dn.size();
    for (const auto &change : entry.changes) {
        for (const auto &value : change.values) {
            bytes += std::visit(overloaded{[](const std::string &text) { return text.size(); },
                                           [](const Reference &reference) { return reference.dn.size(); },
                                           [](const Binary &binary) { return binary.bytes.size(); },
                                           [](std::int64_t) { return std::size_t{1}; }, [](bool) { return std::size_t{1}; }},
                                value.value);
        }
    }
    return bytes;
}

/// Removals of a page. Of whole entries only so many are listed; a step in one partition of a large space
/// would else carry all the others.
class RemovalList {
public:
    explicit RemovalList(std::vector<Removal> &removals) : m_removals(removals) { }

    void add(std::vector<Removal> &&found)
    {
        for (auto &removal : found) {
            const bool whole = removal.attribute.empty() && removal.value.empty();
            if (!whole || ++m_whole <= mostWhole)
                m_removals.push_back(std::move(removal));
            else
                ++m_more[{removal.stage, {removal.rule, removal.reason}}];
        }
    }
    void finish()
    {
        for (const auto &[what, count] : m_more)
            m_removals.push_back(
                {what.first, {}, {}, {}, what.second.first, std::to_string(count) + " more entries: " + what.second.second});
    }

private:
    static constexpr std::size_t mostWhole = 1000;
    std::vector<Removal> &m_removals;
    std::size_t m_whole = 0;
    std::map<std::pair<Removal::Stage, std::pair<std::string, std::string>>, std::uint64_t> m_more;
};

} // namespace

PageDraft PageBuilder::build(std::size_t most, PagePosition position, std::uint64_t handedOver)
{
    PageDraft page;
    page.put.page.position = position;
    std::optional<std::uint8_t> queue;
    std::uint64_t bytes = 0;
    RemovalList removals(page.put.removals);
    while (page.put.page.entries.size() < most) {
        const auto work = m_passes.peek();
        if (!work)
            break;
        if (work->kind == Work::Kind::Password && passwordByCall(m_context))
            break; // pwd-1: calls come after the pass's pages
        if ((queue && *queue != work->queue) || m_tracks[work->object].inPage)
            break; // order-1: one queue; page-1: each object once
        auto draft = m_builder.build(*work, position.pass);
        if (draft.entry) {
            bytes += leastBytes(*draft.entry);
            if (bytes > m_context.settings.messageLimit && !page.empty()) {
                page.cut = true;
                break;
            }
            if (m_context.settings.freshIdentifiers) // id-1
                draft.entry->identifier = Guid::fromName(draft.entry->identifier.text() + '#'
                                                         + std::to_string(handedOver + page.put.page.entries.size()));
            queue = work->queue;
            m_tracks[work->object].inPage = true;
            page.put.page.entries.push_back({work->object, std::move(*draft.entry), work->reason});
        }
        removals.add(std::move(draft.removals));
        draft.removals = {};
        PageDraft::Looked looked{*work, -1};
        if (draft.entry || draft.waits || draft.wantsPassword || !draft.findings.empty()) {
            looked.draft = static_cast<std::int32_t>(page.drafts.size());
            page.drafts.push_back(std::move(draft));
        }
        page.works.push_back(looked);
        m_passes.pop();
    }
    removals.finish();
    for (const auto &entry : page.put.page.entries)
        m_tracks[entry.object].inPage = false;
    return page;
}

void PageDraft::reclaimEntries()
{
    auto entry = put.page.entries.begin();
    for (auto &draft : drafts) {
        if (draft.entry)
            draft.entry = std::move((entry++)->entry);
    }
    put.page.entries.clear();
}

void PageBuilder::takeBack(PageDraft &draft)
{
    std::vector<Work> works;
    works.reserve(draft.works.size());
    for (const auto &looked : draft.works)
        works.push_back(looked.work);
    m_passes.putBack(works);
    draft = {};
}

} // namespace anchorage::engine
