// Entries that were handed over, packed one behind the other: what a report shows of a run's hand-overs after
// the machine has let go of them. About the size of their values; whole entries are rebuilt when asked for.
#pragma once

#include "core/model/csentry_change.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace anchorage::space {

class EntryStore {
public:
    EntryStore();
    EntryStore(EntryStore &&) noexcept;
    EntryStore &operator=(EntryStore &&) noexcept;
    ~EntryStore();

    void add(const CsEntryChange &entry);
    void addNone(); ///< keeps the positions behind it
    std::size_t size() const;
    /// Nothing for addNone() and from size() on.
    std::optional<CsEntryChange> at(std::size_t position) const;
    std::size_t memoryBytes() const;

private:
    struct Inside;
    std::unique_ptr<Inside> m_inside;
};

} // namespace anchorage::space
