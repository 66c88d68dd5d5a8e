// Which input a run takes in which state, and in words why not: the one table of a session
// (architecture.md, idea 2). Internal to core/engine; asked through Machine::whyNotAllowed.
#pragma once

#include "core/engine/machine.h"

namespace anchorage::engine {

struct StateView {
    State state = State::Ready;
    bool closeBeside = false; ///< Close runs beside the Put (stop-1, closeDuringPut)
    bool killing = false; ///< Kill was commanded; only the process's end can follow
};

std::string whyNotAllowed(const StateView &view, const Input &input);

} // namespace anchorage::engine
