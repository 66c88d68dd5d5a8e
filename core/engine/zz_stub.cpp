#include "core/engine/machine.h"
namespace anchorage::engine {
class Machine::Private { public: EngineSetup setup; ExportCounters c; std::vector<HandOver> h; Findings f; };
Machine::Machine(EngineSetup s) : d(std::make_unique<Private>()) { d->setup = std::move(s); }
Machine::Machine(Machine &&) noexcept = default;
Machine &Machine::operator=(Machine &&) noexcept = default;
Machine::~Machine() = default;
Commands Machine::step(const Input &) { return {}; }
State Machine::state() const { return State::Ready; }
std::string Machine::whyNotAllowed(const Input &) const { return {}; }
const command::Put *Machine::preview() const { return nullptr; }
const space::Space &Machine::space() const { return d->setup.space; }
const ExportCounters &Machine::counters() const { return d->c; }
const std::vector<HandOver> &Machine::handOvers() const { return d->h; }
const Findings &Machine::findings() const { return d->f; }
}
