#include "core/engine/state_table.h"

#include "core/base/result.h"

#include <algorithm>
#include <initializer_list>

namespace anchorage::engine {

namespace {

bool isOver(State state)
{
    return state == State::Finished || state == State::Faulted || state == State::Refused;
}

/// What a person is told of a state when something is not possible in it.
std::string_view words(State state)
{
    switch (state) {
    case State::Ready:
        return "the run has not begun";
    case State::Opening:
        return "Open is not done yet";
    case State::Open:
        return "the connection is open and a page is next";
    case State::Putting:
        return "a page is with the connector";
    case State::Closing:
        return "Close is next or running";
    case State::PasswordOpening:
    case State::PasswordSetting:
    case State::PasswordClosing:
        return "a password call is next or running";
    case State::Finished:
    case State::Faulted:
        return "the run is over";
    case State::Refused:
        return "the run was refused: nothing was called";
    }
    return {};
}

std::string onlyIn(const StateView &view, std::initializer_list<State> states)
{
    const bool fits = std::find(states.begin(), states.end(), view.state) != states.end();
    return fits ? std::string() : std::string(words(view.state));
}

} // namespace

std::string whyNotAllowed(const StateView &view, const Input &input)
{
    const bool peerIsGone = std::holds_alternative<input::PeerDied>(input) || std::holds_alternative<input::PeerBroke>(input);
    if (isOver(view.state)
        || (view.state == State::Ready && !std::holds_alternative<input::Start>(input)
            && !std::holds_alternative<input::PageSizeOnce>(input)))
        return std::string(words(view.state));
    if (view.killing && !peerIsGone)
        return "the connector process is being killed";
    const auto call = [&](State state) { return onlyIn(view, {state}); };
    const auto closing = [&] { return view.closeBeside ? std::string() : onlyIn(view, {State::Closing}); };
    return std::visit(overloaded{
                          [&](const input::Start &) {
                              return view.state == State::Ready ? std::string() : std::string("the run has begun already");
                          },
                          [&](const input::OpenReturned &) { return call(State::Opening); },
                          [&](const input::OpenThrew &) { return call(State::Opening); },
                          [&](const input::Sent &) { return call(State::Open); },
                          [&](const input::PutNotSent &) { return call(State::Open); },
                          [&](const input::Answered &) { return call(State::Putting); },
                          [&](const input::PutThrew &) { return call(State::Putting); },
                          [](const input::PeerDied &) { return std::string(); },
                          [](const input::PeerBroke &) { return std::string(); },
                          [&](const input::TimedOut &) {
                              return view.state == State::Open ? std::string("no call is running") : std::string();
                          },
                          [](const input::StopRequested &) { return std::string(); }, // twice kills, in whatever it hangs
                          [&](const input::CloseRequested &) { return call(State::Open); },
                          [](const input::ShutdownRequested &) { return std::string(); },
                          [&](const input::Reloaded &) { return call(State::Open); },
                          [&](const input::PageSizeOnce &once) {
                              if (once.entries < 1)
                                  return std::string("a page holds at least one entry");
                              return onlyIn(view, {State::Ready, State::Opening, State::Open});
                          },
                          [&](const input::CloseReturned &) { return closing(); },
                          [&](const input::CloseThrew &) { return closing(); },
                          [&](const input::PasswordOpened &) { return call(State::PasswordOpening); },
                          [&](const input::PasswordSet &) { return call(State::PasswordSetting); },
                          [&](const input::PasswordThrew &) {
                              return onlyIn(view, {State::PasswordOpening, State::PasswordSetting, State::PasswordClosing});
                          },
                          [&](const input::PasswordClosed &) { return call(State::PasswordClosing); },
                      },
                      input);
}

} // namespace anchorage::engine
