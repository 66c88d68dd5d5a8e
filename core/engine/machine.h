// The engine as a machine that needs no process: step(Input) gives Commands (architecture.md, idea 2).
// Deterministic, no I/O, no clock. It is also the one state table of a session: buttons, host and
// checks ask `allowed` instead of keeping a copy.
#pragma once

#include "core/engine/engine_command.h"
#include "core/engine/engine_input.h"
#include "core/engine/engine_setup.h"
#include "core/engine/outcome.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace anchorage::engine {

enum class State : std::uint8_t {
    Ready,
    Opening,
    Open,
    Putting,
    Closing,
    PasswordOpening,
    PasswordSetting,
    PasswordClosing,
    Finished,
    Faulted,
    Refused
};
std::string_view name(State state);

class Machine {
public:
    explicit Machine(EngineSetup setup);
    Machine(Machine &&) noexcept;
    Machine &operator=(Machine &&) noexcept;
    ~Machine();

    /// The only way to change it. An input that the state does not allow gives no command and leaves
    /// the state as it was; ask `allowed` first. The last command of a run is Finish or Refuse.
    Commands step(const Input &input);

    State state() const;
    /// Empty when the input is allowed now, else the reason in words (the tooltip of a disabled button).
    std::string whyNotAllowed(const Input &input) const;
    bool allowed(const Input &input) const { return whyNotAllowed(input).empty(); }

    /// The page that was commanded and not yet sent: what a person sees as "Next page".
    const command::Put *preview() const;

    /// The space as it is now: answers change it. What a run leaves behind after Finish (space-3).
    const space::Space &space() const;
    const ExportCounters &counters() const;
    /// What happened to each hand-over so far, in order of sending: the fold everything else shows.
    const std::vector<HandOver> &handOvers() const;
    const Findings &findings() const;
    /// Lets go of the hand-overs that are judged: for folds over a million entries (plan.h).
    void forgetHandOvers();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace anchorage::engine
