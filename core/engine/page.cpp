#include "core/engine/page.h"

#include "core/engine/passwords.h"

#include <iterator>

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

} // namespace

PageDraft PageBuilder::build(std::size_t most, PagePosition position, std::uint64_t handedOver)
{
    PageDraft page;
    page.put.page.position = position;
    std::optional<std::uint8_t> queue;
    std::uint64_t bytes = 0;
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
            page.put.page.entries.push_back({work->object, *draft.entry, work->reason});
        }
        page.put.removals.insert(page.put.removals.end(), draft.removals.begin(), draft.removals.end());
        draft.removals = {};
        page.drafts.push_back(std::move(draft));
        m_passes.pop();
    }
    for (const auto &entry : page.put.page.entries)
        m_tracks[entry.object].inPage = false;
    return page;
}

void PageBuilder::takeBack(PageDraft &draft)
{
    std::vector<Work> works;
    works.reserve(draft.drafts.size());
    for (const auto &item : draft.drafts)
        works.push_back(item.work);
    m_passes.putBack(works);
    draft = {};
}

} // namespace anchorage::engine
