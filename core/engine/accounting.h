// Answers into the space: what was accepted, what failed, what comes again (error-1, action-1, action-2,
// space-3, count-1). Internal to core/engine.
#pragma once

#include "core/engine/entry_builder.h"
#include "core/engine/renames.h"

#include <vector>

namespace anchorage::engine {

class Accounting {
public:
    Accounting(const RunContext &context, space::Space &space, Tracks &tracks, const EntryBuilder &builder)
        : m_context(context), m_space(space), m_tracks(tracks), m_builder(builder)
    {
    }

    /// `sent` is what went out: another thing than the draft's entry when a person edited it. `anchors` are
    /// those known after the answer.
    void accepted(EntryDraft &draft, const CsEntryChange &sent, const AnchorList &anchors);
    void failed(space::ObjectIndex index, MAExportError code, const std::string &name, const std::string &detail);
    /// action-2; gives what comes in the next pass.
    Work retry(EntryDraft &draft, const CsEntryChange &sent, const AnchorList &anchors, bool anchorCame);
    /// action-1: the pending update is an Add from now on.
    Work convert(space::ObjectIndex index, Renames &renames);
    /// SetPassword returned (pwd-1).
    void passwordSet(space::ObjectIndex index);

private:
    void takeAnchors(space::SpaceObject &object, const AnchorList &anchors) const;
    void exported(space::SpaceObject &object, std::vector<AttributeChange> changes, Work::Kind kind,
                  ObjectModificationType modification) const;
    void setPending(space::SpaceObject &object, std::vector<AttributeChange> rest) const;
    void store(space::ObjectIndex index, space::SpaceObject object);

    const RunContext &m_context;
    space::Space &m_space;
    Tracks &m_tracks;
    const EntryBuilder &m_builder;
};

} // namespace anchorage::engine
