// Stage 4: references that cannot succeed yet are held for a later pass (hold-1 … hold-5).
// Internal to core/engine.
#pragma once

#include "core/engine/effective.h"
#include "core/engine/engine_command.h"
#include "core/engine/pending_names.h"
#include "core/engine/track.h"

#include <vector>

namespace anchorage::engine {

class HoldStage {
public:
    HoldStage(const RunContext &context, const space::Space &space, const Tracks &tracks, const PendingNames &names)
        : m_context(context), m_space(space), m_tracks(tracks), m_names(names)
    {
    }

    struct Request {
        const space::SpaceObject *object = nullptr;
        MAExportType shape = MAExportType::AttributeUpdate; ///< the ExportType as far as it concerns updates
        bool wholeObject = false; ///< a Replace with the full image of a known object
        int pass = 1;
    };
    struct Outcome {
        bool waits = false; ///< something is held for the next pass
        bool nothingGoes = false; ///< ObjectReplace: the whole entry waits (hold-2)
    };
    /// Moves held references from `changes` to `rest`, in the form they come back in (hold-3).
    Outcome apply(const Request &request, std::vector<AttributeChange> &changes, std::vector<AttributeChange> &rest,
                  std::vector<Removal> &removals, Findings &findings) const;

private:
    enum class Verdict : std::uint8_t { Send, Wait, TargetFailed, Unknown };
    struct Count;

    Verdict verdict(std::string &dn) const;
    bool isHeld(Verdict verdict) const;
    /// Held values of an attribute, noted.
    bool judge(std::vector<AttributeValue> &values, std::vector<bool> &held, Count &count) const;
    void note(const Request &request, const Count &count, Outcome &outcome, Findings &findings) const;

    const RunContext &m_context;
    const space::Space &m_space;
    const Tracks &m_tracks;
    const PendingNames &m_names;
};

} // namespace anchorage::engine
