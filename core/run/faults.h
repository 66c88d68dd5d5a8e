// Faults of the bench, injected between engine and connector, so that every connector can be seen
// where it would fail (engine.md throw-1, throw-2). The connector itself is not asked to fail.
#pragma once

#include "core/model/exception.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace anchorage::run {

struct Fault {
    enum class Kind : std::uint8_t {
        Throw, ///< as if Put threw `exception`
        Hang, ///< as if Put never returned: Stop, Kill and the call timeout work
        Kill, ///< the process is really killed
        Garbage, ///< as if the process had written bytes that are no message; it is ended
    };
    Kind kind = Kind::Throw;
    /// The Nth hand-over of the run, 1-based. The page is cut there: entries before it are really
    /// put, those of its own page reach the connector not at all and have the fate unknown.
    std::uint64_t entry = 1;
    ExceptionInfo exception{"ServerDownException", "injected by the bench", {}, {}}; ///< Throw only
    bool operator==(const Fault &) const = default;
};

std::string_view name(Fault::Kind kind); ///< "throw", "hang", "kill", "garbage"
std::optional<Fault::Kind> faultKindFromText(std::string_view text);

/// Faults still to come.
class Faults {
public:
    Faults() = default;
    explicit Faults(std::vector<Fault> faults) : m_faults(std::move(faults)) { }
    /// The first fault that falls into the page of `size` entries after `handedOver` hand-overs.
    const Fault *inPage(std::uint64_t handedOver, std::size_t size) const;
    /// It happened.
    void remove(const Fault *fault);

private:
    std::vector<Fault> m_faults;
};

} // namespace anchorage::run
