// Findings: what the engine or a validation noticed, apart from entry results (engine.md, top).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace anchorage {

enum class Severity : std::uint8_t { Note, Warning, Error };

/// Ids are the engine's rule names: "anchor-missing", "held-target-failed", …; validation adds its own.
struct Finding {
    std::string id;
    Severity severity = Severity::Warning;
    std::string dn; ///< empty: about the run as a whole
    std::string attribute; ///< empty: about the object
    std::string message; ///< what was found and what would be legal
    std::string rule; ///< where it is written: "engine.md anchor-3"
    bool operator==(const Finding &) const = default;
};
using Findings = std::vector<Finding>;

std::string_view name(Severity severity);
/// The severity engine.md gives this id; Warning for unknown ids.
Severity severityOf(std::string_view findingId);

} // namespace anchorage
