// Stage 6: pages, pulled one at a time (page-1, order-1). Internal to core/engine.
#pragma once

#include "core/engine/entry_builder.h"

#include <deque>

namespace anchorage::engine {

/// A page that was made and not sent yet: what goes out and every work that was looked at for it.
struct PageDraft {
    struct Looked {
        Work work;
        std::int32_t draft = -1; ///< among `drafts`; -1: it came to nothing, and nothing follows from it
    };
    command::Put put;
    std::vector<Looked> works; ///< in order
    /// Those with an entry stand in the page's order. A deque: they are large, and as one block they would be
    /// moved while the page grows, and make the allocator tidy its whole heap each time a page goes.
    std::deque<EntryDraft> drafts;
    bool cut = false; ///< before the wire's size limit (page-cut)

    bool empty() const { return put.page.entries.empty(); }
    /// Gives the drafts their entries back: until the page is sent, `put` has them.
    void reclaimEntries();
};

class PageBuilder {
public:
    PageBuilder(const RunContext &context, const EntryBuilder &builder, Passes &passes, Tracks &tracks)
        : m_context(context), m_builder(builder), m_passes(passes), m_tracks(tracks)
    {
    }

    /// Takes works until the page is full. `handedOver` counts the run's hand-overs so far: fresh
    /// identifiers are made from it (id-1).
    PageDraft build(std::size_t most, PagePosition position, std::uint64_t handedOver);
    /// As if it had not been built.
    void takeBack(PageDraft &draft);

private:
    const RunContext &m_context;
    const EntryBuilder &m_builder;
    Passes &m_passes;
    Tracks &m_tracks;
};

} // namespace anchorage::engine
