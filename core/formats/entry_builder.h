// From raw deltas to typed changes, anchors and images: by schema, selection and what the space knows.
// Internal to core/formats.
#pragma once

#include "core/formats/delta.h"
#include "core/formats/finding_collector.h"
#include "core/formats/format.h"
#include "core/formats/schema_lookup.h"

#include <vector>

namespace anchorage::formats {

class EntryBuilder {
public:
    /// Both must outlive the builder.
    EntryBuilder(const LoadRequest &request, FindingCollector &findings)
        : m_request(request), m_findings(findings), m_schema(request.schema)
    {
    }

    /// engine.md space-2: the file, else the space by DN or anchor, else the only selected type, else asked for.
    Result<std::string> typeOf(const RawDelta &delta, const space::Space &space);
    /// Error: the schema does not have it.
    Result<void> checkType(const std::string &type);
    Result<std::vector<AnchorAttribute>> anchorsOf(const RawDelta &delta, const std::string &type);
    /// All attributes of the delta, without a rename. `whole`: the entry is an Add or Replace, so that
    /// attributes carry Adds only (ecma2.md 2).
    Result<std::vector<AttributeChange>> changesOf(const RawDelta &delta, const std::string &type, bool whole);
    Result<space::Image> imageOf(const RawDelta &entry, const std::string &type);

    tl::unexpected<Error> failed(Error error, const RawDelta &delta, std::uint64_t line = 0) const;

private:
    std::vector<std::string> anchorDefinition(const std::string &type);
    Result<AttributeChange> changeOf(const RawAttribute &attribute, const SchemaType *type, bool whole);
    Result<AttributeChange> emptyChange(const RawAttribute &attribute, const SchemaType *type);
    Result<void> addValues(AttributeChange &change, const RawAttribute &attribute);
    tl::unexpected<Error> failed(const RawAttribute &attribute, Error error, const RawDelta &delta) const;

    const LoadRequest &m_request;
    FindingCollector &m_findings;
    SchemaLookup m_schema;
};

} // namespace anchorage::formats
