// Stage 1: what the administrator did not select is not handed over (select-1). Internal to core/engine.
#pragma once

#include "core/engine/engine_command.h"
#include "core/engine/run_context.h"

#include <optional>
#include <vector>

namespace anchorage::engine {

class SelectStage {
public:
    explicit SelectStage(const RunContext &context) : m_context(context) { }

    /// Why an object of this type is not handed over at all; absent: it may be.
    std::optional<Removal> wholeEntry(std::string_view type, std::string_view dn) const;
    /// Empty: the attribute may be handed over; else why not.
    std::string whyNot(std::string_view type, std::string_view attribute) const;
    /// Moves what is not selected from `changes` to `rest`: it stays pending (select-2).
    void apply(const space::SpaceObject &object, std::vector<AttributeChange> &changes, std::vector<AttributeChange> &rest,
               std::vector<Removal> &removals) const;

private:
    const RunContext &m_context;
};

} // namespace anchorage::engine
