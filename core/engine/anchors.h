// Everything about anchors: definition, what is known, hand-over, what an answer brings, DN text
// (engine.md anchor-1 … anchor-7). Internal to core/engine.
#pragma once

#include "core/engine/run_context.h"

#include <string>
#include <string_view>
#include <vector>

namespace anchorage::engine {

using AnchorList = std::vector<AnchorAttribute>;

/// anchor-1: the definition in force, marked in the schema: project or MA file, else the schema's own.
Schema withDefinitions(Schema schema, const AnchorDefinitions &definitions);

class Anchors {
public:
    explicit Anchors(const RunContext &context) : m_context(context) { }

    /// Names of the components; empty: no definition anywhere (anchor-1).
    std::vector<std::string> definition(std::string_view type) const;
    bool isDefined(std::string_view type) const { return !definition(type).empty(); }

    /// anchor-2: components with a value, in the definition's order. `own`: also from the attributes that a
    /// pending Add carries itself.
    AnchorList known(const space::SpaceObject &object, bool own) const;
    bool isComplete(std::string_view type, const AnchorList &anchors) const;
    /// anchor-4: as they go to the connector, normalised; unknown ones absent or null.
    AnchorList handedOver(const space::SpaceObject &object, bool own) const;
    /// The same with unknown components only: what emptyAnchors=null makes of none (action-2).
    AnchorList none(std::string_view type) const;

    struct Answer {
        AnchorList anchors; ///< known after the answer
        AnchorList fresh; ///< those that it brought or changed
        Findings findings; ///< anchor-type, anchor-changed
    };
    /// What is known of an accepted entry's object. `known` before it, `sent` the AnchorAttributes handed over.
    Answer answered(const space::SpaceObject &object, const AnchorList &knownBefore, const CsEntryChange &sent,
                    const std::vector<AttributeChange> &returned) const;

    /// anchor-7: the anchor as DN text; components joined with +, binary as hex.
    std::string dnText(const AnchorList &anchors) const;

private:
    AttributeType typeOf(std::string_view type, std::string_view component) const;
    AnchorList fromDn(const space::SpaceObject &object, const std::vector<std::string> &names) const;
    AttributeValue normalizedValue(const AttributeValue &value) const;

    const RunContext &m_context;
};

/// anchor-7: `value` in another type where that is exact; absent: it is not.
std::optional<AttributeValue> convertExactly(const AttributeValue &value, AttributeType type);

} // namespace anchorage::engine
