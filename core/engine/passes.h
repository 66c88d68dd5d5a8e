// Which work comes next: the queues of pass 1 (order-1, order-2, space-2) and the lists that make the
// later passes (pass-1). Internal to core/engine.
#pragma once

#include "core/engine/engine_command.h"

#include <deque>
#include <optional>
#include <vector>

namespace anchorage::engine {

/// One object to be handed over once.
struct Work {
    enum class Kind : std::uint8_t {
        Ordinary, ///< what is pending, in the shape of the ExportType
        Recorded, ///< a recorded entry as it stands (space-2)
        DeleteHalf, ///< the Delete of a delete-add (order-2)
        AddHalf, ///< and its Add, if the Delete succeeded
        Parent, ///< an Add with the image (action-3)
        RetryAll, ///< an Update with everything, and with AnchorAttributes if any are known
        RetryUnanchored, ///< an Update with everything and without AnchorAttributes (action-2)
        RetryAdd, ///< the Add once more: retryAs=add
        Password, ///< export_password alone (pwd-1)
    };
    space::ObjectIndex object = 0;
    Kind kind = Kind::Ordinary;
    PassReason reason = PassReason::FirstHandOver;
    std::uint8_t queue = 0; ///< a page comes from one queue (order-1)
    std::uint32_t recorded = 0; ///< position of the recorded entry
};

class Passes {
public:
    /// The queues of pass 1, in their order. Works are made when they are asked for.
    struct Queue {
        std::vector<space::ObjectIndex> objects; ///< for Recorded: of each recorded entry
        Work::Kind kind = Work::Kind::Ordinary;
    };
    void begin(std::vector<Queue> queues);

    std::optional<Work> peek();
    void pop();
    /// Works that were popped last, in order: they are next again.
    void putBack(const std::vector<Work> &works);

    // For the next pass, each list in the order it arose.
    void addHeld(Work work) { m_held.push_back(work); }
    void addAction(Work work) { m_actions.push_back(work); }
    void addPassword(Work work) { m_passwords.push_back(work); }

    bool nextIsWanted() const { return !m_held.empty() || !m_actions.empty() || !m_passwords.empty(); }
    void startNext();

    int pass() const { return m_pass; }

private:
    std::vector<Queue> m_queues;
    std::size_t m_queue = 0;
    std::size_t m_position = 0;
    std::deque<Work> m_back; // put back: before everything else
    std::vector<Work> m_works; // of a later pass
    std::vector<Work> m_held, m_actions, m_passwords;
    int m_pass = 1;
};

} // namespace anchorage::engine
