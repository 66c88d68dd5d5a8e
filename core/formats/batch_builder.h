// From raw deltas that an engine shaped to recorded entries and their objects in the space (space-2).
// Internal to core/formats.
#pragma once

#include "core/formats/entry_builder.h"

#include <unordered_map>

namespace anchorage::formats {

class BatchBuilder {
public:
    explicit BatchBuilder(const LoadRequest &request);

    /// One more entry, in file order. Error Input with line and DN.
    Result<void> add(const RawDelta &delta);
    FindingCollector &findings() { return m_findings; }
    /// The base space with the entries laid over it.
    space::Space takeSpace() { return std::move(m_space); }

private:
    std::optional<space::ObjectIndex> find(const std::string &dn) const;
    Result<space::ObjectIndex> lay(CsEntryChange &entry, space::PendingOperation operation, std::uint64_t line);
    Result<space::ObjectIndex> insert(CsEntryChange &entry, space::PendingOperation operation, std::uint64_t line);

    const LoadRequest &m_request;
    FindingCollector m_findings;
    EntryBuilder m_entries;
    space::Space m_space;
    std::unordered_map<std::string, space::ObjectIndex> m_renamed; // by the key of the DN they got in this file
};

/// `none` stands in csexport files for objects without a change; `obsolete` is the engine's own.
/// Nothing: the operation is unknown.
struct DeltaOperation {
    std::string_view name;
    ObjectModificationType modification;
    space::PendingOperation pending;
};
const DeltaOperation *deltaOperation(std::string_view name);

} // namespace anchorage::formats
