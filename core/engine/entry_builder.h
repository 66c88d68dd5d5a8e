// One work through the stages select -> scope -> hold -> shape: the entry that goes out, and what does not.
// Changes nothing: a page can be made again (PageSizeOnce, PutNotSent). Internal to core/engine.
#pragma once

#include "core/engine/anchors.h"
#include "core/engine/hold.h"
#include "core/engine/passes.h"
#include "core/engine/scope.h"
#include "core/engine/shape.h"

#include <optional>
#include <vector>

namespace anchorage::engine {

/// What a work came to.
struct EntryDraft {
    Work work;
    space::SpaceObject object; ///< as it was when the entry was made; for a parent as its Add
    std::optional<CsEntryChange> entry; ///< absent: nothing is handed over in this pass
    std::vector<AttributeChange> sendable; ///< what of the pending change is in the entry, in pending form
    std::vector<AttributeChange> rest; ///< what stays pending when it is accepted
    std::vector<Removal> removals;
    Findings findings;
    bool waits = false; ///< held references come in the next pass
    bool wantsPassword = false; ///< a password follows (pwd-1)
};

class EntryBuilder {
public:
    EntryBuilder(const RunContext &context, const space::Space &space, const Tracks &tracks, const PendingNames &names);

    EntryDraft build(const Work &work, int pass) const;
    /// Whether the object cannot be handed over for want of its image (space-1).
    bool needsImage(const space::SpaceObject &object) const;

    const SelectStage &select() const { return m_select; }
    const ScopeStage &scope() const { return m_scope; }
    const Anchors &anchors() const { return m_anchors; }

private:
    Removal whyOutside(space::ObjectIndex index) const;
    void buildRecorded(EntryDraft &draft) const;
    void buildOrdinary(EntryDraft &draft, int pass) const;
    void buildPassword(EntryDraft &draft) const;
    std::vector<AttributeChange> changesOf(const space::SpaceObject &object, bool resend) const;
    CsEntryChange header(const space::SpaceObject &object, ObjectModificationType modification, bool own) const;

    const RunContext &m_context;
    const space::Space &m_space;
    const Tracks &m_tracks;
    SelectStage m_select;
    ScopeStage m_scope;
    HoldStage m_hold;
    ShapeStage m_shape;
    Anchors m_anchors;
};

} // namespace anchorage::engine
