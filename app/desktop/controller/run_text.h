// What happens in a run, in words: one place for cells, tooltips and copied text.
#pragma once

#include "core/engine/outcome.h"

#include <QString>

#include <chrono>

namespace anchorage::desktop {

QString operationText(ObjectModificationType modification); ///< "Add", "Update", …
/// The entry in the pages' text form; of one with very many values the beginnings.
QString sentText(const engine::HandOver &handOver);
QString passReasonText(engine::PassReason reason); ///< "first hand-over", "held references", …
/// "set a@x", "+cn=u1 −cn=u2", "cleared": what a change does, on one line.
QString changeText(const AttributeChange &change);
/// What the connector said: "success", "cd-missing-object (name): detail", "no result", "no answer: …".
QString saidText(const engine::HandOver &handOver);
/// What the engine makes of it: "accepted", "comes again: retry reference", …
QString fateText(const engine::HandOver &handOver);
/// Error name and detail of whoever said so; empty: none.
QString errorName(const engine::HandOver &handOver);
QString errorDetail(const engine::HandOver &handOver);
/// Anchors after this hand-over: those handed over, with what its answer brought.
QString anchorAfter(const engine::HandOver &handOver);
QString timeText(std::chrono::nanoseconds sinceBegin); ///< "12.345 s"

} // namespace anchorage::desktop
