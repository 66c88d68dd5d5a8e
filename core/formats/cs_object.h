// One `cs-object` of a csexport file, from its raw parts to an object of the space. Internal to core/formats.
#pragma once

#include "core/formats/entry_builder.h"

#include <array>
#include <optional>
#include <string>

namespace anchorage::formats {

/// The layers of an object, lowest first (MSDN ms696506): each export stands on the hologram before it.
enum class CsLayer : std::uint8_t { Synchronized, PendingImport, Unconfirmed, Escrowed, Unapplied };
inline constexpr std::size_t csLayerCount = 5;

struct CsObject {
    std::string dn;
    std::string id;
    std::string type;
    std::array<RawDelta, csLayerCount> deltas; ///< of Unconfirmed, Escrowed, Unapplied
    std::array<RawDelta, csLayerCount> holograms;
    std::optional<space::ExportFailure> failure;
    std::uint64_t line = 0;

    void clear();
};

class CsObjectBuilder {
public:
    CsObjectBuilder(const LoadRequest &request, FindingCollector &findings)
        : m_request(request), m_findings(findings), m_entries(request, findings)
    {
    }
    /// Error Input with line and DN.
    Result<space::SpaceObject> build(const CsObject &raw, const space::Space &space);

private:
    Result<std::string> typeOf(const CsObject &raw, const space::Space &space);
    Result<void> readAnchors(const CsObject &raw, space::SpaceObject &object);
    Result<void> readPending(const RawDelta &delta, space::SpaceObject &object);
    Result<void> readExported(const RawDelta &delta, CsLayer layer, space::SpaceObject &object);
    Result<void> readImage(const CsObject &raw, space::SpaceObject &object);

    const LoadRequest &m_request;
    FindingCollector &m_findings;
    EntryBuilder m_entries;
};

} // namespace anchorage::formats
