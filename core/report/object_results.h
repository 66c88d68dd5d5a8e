// What became of each object, over all its hand-overs: its lineage. An index over the machine's
// hand-overs, which stay where they are: a run of a million of them is not copied.
#pragma once

#include "core/engine/outcome.h"
#include "core/model/export_error.h"
#include "core/space/space.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace anchorage::report {

/// As filters call it (core/model/filter.h, FilterField::Status).
enum class Status : std::uint8_t { Pending, Accepted, NextPass, Error, Stopped, Unknown, Dropped };
std::string_view name(Status status); ///< "pending", "accepted", "next-pass", …
Status statusOf(const engine::HandOver &handOver); ///< Unknown while the Put runs

/// What went wrong with a hand-over, in one form whoever said so; code Success: nothing.
struct Failing {
    MAExportError code = MAExportError::Success;
    std::string_view name; ///< the connector's own, may be empty
    std::string_view detail;
    bool byEngine = false;
    bool bad() const { return code != MAExportError::Success; }
    std::string_view engineName() const; ///< the own name for custom errors where there is one, else the engine string
};
Failing failingOf(const engine::HandOver &handOver); ///< views into it

/// Views into hand-overs; valid as long as those are.
class ObjectResult {
public:
    ObjectResult(const std::vector<engine::HandOver> &all, const std::uint32_t *turns, std::uint32_t count)
        : m_all(&all), m_turns(turns), m_count(count)
    {
    }
    std::uint32_t turns() const { return m_count; } ///< hand-overs of this object, 1 or more
    const engine::HandOver &turn(std::uint32_t i) const { return (*m_all)[m_turns[i]]; }
    const CsEntryChange &entry(std::uint32_t i) const { return turn(i).entry; }
    std::uint32_t handOverIndex(std::uint32_t i) const { return m_turns[i]; } ///< among the run's
    const engine::HandOver &first() const { return turn(0); }
    const engine::HandOver &last() const { return turn(m_count - 1); }
    space::ObjectIndex object() const { return first().object; }
    const std::string &dn() const { return first().entry.dn; } ///< as first handed over

    Status status() const { return statusOf(last()); }
    std::uint32_t passes() const; ///< in how many passes
    std::string action() const; ///< "add", "update", "rename", "replace", "delete", "delete-add"
    /// Anchors as the last hand-over carried them, with what its answer brought: "id=7", parts joined with '+'.
    std::string anchor() const;
    /// Its values alone, components joined with '+' ("7"): what expectations look at.
    std::string anchorValue() const;
    std::string anchorBefore() const; ///< as the first hand-over carried them

private:
    std::vector<AnchorAttribute> anchors() const;

    const std::vector<engine::HandOver> *m_all;
    const std::uint32_t *m_turns;
    std::uint32_t m_count;
};

/// Objects in the order of their first hand-over; entries that a person made by hand are objects of their own.
/// Keep the hand-overs alive, and as they are.
class ObjectResults {
public:
    explicit ObjectResults(const std::vector<engine::HandOver> &handOvers);
    std::size_t size() const { return m_begin.size() - 1; }
    ObjectResult operator[](std::size_t i) const
    {
        return {*m_handOvers, m_turns.data() + m_begin[i], m_begin[i + 1] - m_begin[i]};
    }
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::size_t find(space::ObjectIndex object) const; ///< `none`: never handed over
    std::size_t count(Status status) const { return m_counts[static_cast<std::size_t>(status)]; }
    const std::vector<engine::HandOver> &handOvers() const { return *m_handOvers; }

private:
    const std::vector<engine::HandOver> *m_handOvers;
    std::vector<std::uint32_t> m_begin; // of each object's part of m_turns; one more at the end
    std::vector<std::uint32_t> m_turns;
    std::vector<std::uint32_t> m_byObject; // position of an object, or none as 32 bits
    std::size_t m_counts[7] = {};
};

} // namespace anchorage::report
