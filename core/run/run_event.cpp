#include "core/run/run_event.h"

namespace anchorage::run {

std::string_view name(event::CallEnded::How how)
{
    using How = event::CallEnded::How;
    switch (how) {
    case How::Returned:
        return "returned";
    case How::Threw:
        return "threw";
    case How::Lost:
        return "lost";
    }
    return {};
}

std::string_view name(event::ProcessEnded::How how)
{
    using How = event::ProcessEnded::How;
    switch (how) {
    case How::Goodbye:
        return "goodbye";
    case How::Died:
        return "died";
    case How::Broke:
        return "broke";
    case How::Killed:
        return "killed";
    }
    return {};
}

} // namespace anchorage::run
