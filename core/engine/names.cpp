// The names of the engine's sum types: the tags in journals.
#include "core/engine/engine_command.h"
#include "core/engine/engine_input.h"
#include "core/engine/machine.h"

#include <algorithm>
#include <array>

namespace anchorage::engine {

namespace {

template <std::size_t Size> std::string_view at(const std::array<std::string_view, Size> &names, std::size_t number)
{
    return number < Size ? names[number] : std::string_view();
}

} // namespace

std::string_view name(Call call)
{
    static constexpr std::array<std::string_view, 6> names{"Open",         "Put",         "Close",
                                                           "OpenPassword", "SetPassword", "ClosePassword"};
    return at(names, static_cast<std::size_t>(call));
}

std::string_view name(PassReason reason)
{
    static constexpr std::array<std::string_view, 6> names{"FirstHandOver",  "HeldReferences",     "ConvertUpdateToAdd",
                                                           "RetryReference", "ProvisioningParent", "Password"};
    return at(names, static_cast<std::size_t>(reason));
}

std::string_view name(State state)
{
    static constexpr std::array<std::string_view, 11> names{
        "Ready",           "Opening",         "Open",     "Putting", "Closing", "PasswordOpening",
        "PasswordSetting", "PasswordClosing", "Finished", "Faulted", "Refused"};
    return at(names, static_cast<std::size_t>(state));
}

// In the order of the variants' alternatives.
std::string_view name(const Input &input)
{
    static constexpr std::array<std::string_view, std::variant_size_v<Input>> names{
        "Start",        "OpenReturned",  "OpenThrew",  "Sent",           "PutNotSent",     "Answered",          "PutThrew",
        "PeerDied",     "PeerBroke",     "TimedOut",   "StopRequested",  "CloseRequested", "ShutdownRequested", "Reloaded",
        "PageSizeOnce", "CloseReturned", "CloseThrew", "PasswordOpened", "PasswordSet",    "PasswordThrew",     "PasswordClosed"};
    return at(names, input.index());
}

std::string_view name(const Command &command)
{
    static constexpr std::array<std::string_view, std::variant_size_v<Command>> names{
        "Open", "Put", "Close", "Kill", "Refuse", "OpenPassword", "SetPassword", "ClosePassword", "Note", "Finish"};
    return at(names, command.index());
}

std::vector<CsEntryChange> Page::handOver() const
{
    std::vector<CsEntryChange> out;
    out.reserve(entries.size());
    for (const auto &entry : entries)
        out.push_back(entry.entry);
    return out;
}

} // namespace anchorage::engine
