// From raw deltas to recorded entries and objects in the space (space-2). Internal to core/formats.
#pragma once

#include "core/formats/delta.h"
#include "core/formats/format.h"

#include <map>

namespace anchorage::formats {

class BatchBuilder {
public:
    explicit BatchBuilder(const LoadRequest &request);

    /// One more entry, in file order. Error Input with line and DN.
    Result<void> add(const RawDelta &delta);
    void note(Finding finding);

    /// The base space with the entries laid over it.
    space::Space takeSpace() { return std::move(m_space); }
    Findings takeFindings();

private:
    Result<std::string> typeOf(const RawDelta &delta) const;
    Result<CsEntryChange> entryOf(const RawDelta &delta, const std::string &type);
    Result<AttributeChange> changeOf(const RawAttribute &attribute, const SchemaType *type, bool objectAdd);
    std::vector<std::string> anchorDefinition(const std::string &type) const;

    const LoadRequest &m_request;
    space::Space m_space;
    Findings m_findings;
    std::map<std::string, std::uint64_t> m_counted; // findings that come once, with their number
    std::uint64_t m_index = 0;
};

} // namespace anchorage::formats
