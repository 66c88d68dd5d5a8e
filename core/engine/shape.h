// Stage 5: the shape of the ExportType (shape-1 … shape-5, full-1, rename-1). Internal to core/engine.
#pragma once

#include "core/engine/effective.h"

#include <vector>

namespace anchorage::engine {

class ShapeStage {
public:
    ShapeStage(const RunContext &context, const SelectStage &select) : m_context(context), m_select(select) { }

    /// The ExportType as far as it concerns updates: a full export replaces attributes (full-1).
    MAExportType updateShape() const;
    /// Whether an update of the object with these (selected) changes cannot be made without its image (space-1).
    bool needsImage(const space::SpaceObject &object, const std::vector<AttributeChange> &changes) const;

    /// shape-5: every attribute as attribute Add.
    std::vector<AttributeChange> asAdds(const space::SpaceObject &object, const std::vector<AttributeChange> &changes) const;
    /// shape-1, shape-2, shape-4 by `shape`.
    std::vector<AttributeChange> asUpdate(const space::SpaceObject &object, const std::vector<AttributeChange> &changes,
                                          MAExportType shape, Findings &findings) const;
    /// shape-3: every selected attribute of the object after `changes` as attribute Add.
    std::vector<AttributeChange> asReplace(const space::SpaceObject &object, const std::vector<AttributeChange> &changes) const;

    /// The DN change first, then schema order; types as the schema has them.
    void arrange(std::string_view type, std::vector<AttributeChange> &changes) const;

private:
    AttributeChange singleUpdate(const space::SpaceObject &object, const AttributeChange &change, Findings &findings) const;
    AttributeChange multiUpdate(const space::SpaceObject &object, const AttributeChange &change, Findings &findings) const;
    AttributeChange replacement(const space::SpaceObject &object, const AttributeChange &change) const;

    const RunContext &m_context;
    const SelectStage &m_select;
};

} // namespace anchorage::engine
