#include "core/run/typed_breaks.h"

#include "core/model/export_error.h"

#include <charconv>
#include <optional>

namespace anchorage::run {

namespace {

template <typename Number> std::optional<Number> number(std::string_view text)
{
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size() || value < 1)
        return std::nullopt;
    return value;
}

using What = breakpoint::Outcome::What;
constexpr std::pair<std::string_view, What> outcomes[]{{"accepted", What::Accepted},
                                                       {"next-pass", What::NextPass},
                                                       {"error", What::ObjectError},
                                                       {"stops-run", What::StopsRun},
                                                       {"unknown", What::Unknown}};

std::optional<What> outcome(std::string_view text)
{
    for (const auto &[name, what] : outcomes)
        if (name == text)
            return what;
    return std::nullopt;
}

std::string nameOf(What wanted)
{
    for (const auto &[name, what] : outcomes)
        if (what == wanted)
            return std::string(name);
    return {};
}

std::optional<Breakpoint> breakpointOf(std::string_view kind, std::string_view value)
{
    using namespace breakpoint;
    if (kind == "page" && value.empty())
        return BeforePage{};
    if (kind == "page") {
        const auto dot = value.find('.');
        const auto pass = number<int>(value.substr(0, dot));
        const auto page = dot == std::string_view::npos ? std::nullopt : number<int>(value.substr(dot + 1));
        if (pass && page)
            return BeforePage{pass, page};
    }
    if (kind == "pass")
        if (const auto pass = number<int>(value))
            return BeforePage{pass, std::nullopt};
    if (kind == "entry")
        if (const auto entry = number<std::uint64_t>(value))
            return BeforeEntry{*entry};
    if (kind == "type" && !value.empty())
        return ObjectType{std::string(value)};
    if (kind == "dn" && !value.empty())
        return DnPattern{std::string(value)};
    if (kind == "outcome")
        if (const auto what = outcome(value))
            return Outcome{*what, std::nullopt};
    if (kind == "error")
        if (const auto error = exportErrorFromText(value))
            return Outcome{Outcome::What::ObjectError, *error};
    if (kind == "action") {
        const auto action = exportErrorFromText(value);
        if (value.empty() || (action && isSpecialAction(*action)))
            return SpecialAction{action};
    }
    if (kind == "close" && value.empty())
        return BeforeClose{};
    return std::nullopt;
}

} // namespace

Result<Breakpoint> parseBreakpoint(const std::string &text)
{
    const auto colon = text.find(':');
    const auto value = colon == std::string::npos ? std::string() : text.substr(colon + 1);
    if (auto parsed = breakpointOf(std::string_view(text).substr(0, colon), value))
        return std::move(*parsed);
    return fail(ErrorCode::Usage, "\"" + text + "\" is no breakpoint: expected one of " + breakForms);
}

std::string typedText(const Breakpoint &breakpoint)
{
    using namespace breakpoint;
    return std::visit(overloaded{
                          [](const BeforePage &before) {
                              if (before.pass && before.page)
                                  return "page:" + std::to_string(*before.pass) + '.' + std::to_string(*before.page);
                              return before.pass ? "pass:" + std::to_string(*before.pass) : std::string("page");
                          },
                          [](const BeforeEntry &before) { return "entry:" + std::to_string(before.entry); },
                          [](const ObjectType &type) { return "type:" + type.type; },
                          [](const DnPattern &dn) { return "dn:" + dn.pattern; },
                          [](const Outcome &outcome) {
                              return outcome.error ? "error:" + std::string(engineString(*outcome.error))
                                                   : "outcome:" + nameOf(outcome.what);
                          },
                          [](const SpecialAction &action) {
                              return action.action ? "action:" + std::string(name(*action.action)) : std::string("action");
                          },
                          [](const BeforeClose &) { return std::string("close"); },
                      },
                      breakpoint);
}

Result<Fault> parseFault(const std::string &text)
{
    const auto at = text.rfind('@');
    const auto entry = at == std::string::npos ? std::nullopt : number<std::uint64_t>(std::string_view(text).substr(at + 1));
    auto kindText = text.substr(0, at);
    std::string type;
    if (const auto colon = kindText.find(':'); colon != std::string::npos) {
        type = kindText.substr(colon + 1);
        kindText.resize(colon);
    }
    const auto kind = faultKindFromText(kindText);
    if (!kind || !entry || (!type.empty() && *kind != Fault::Kind::Throw))
        return fail(ErrorCode::Usage, "\"" + text + "\" is no fault: expected one of " + faultForms);
    Fault fault;
    fault.kind = *kind;
    fault.entry = *entry;
    if (!type.empty())
        fault.exception.type = type;
    return fault;
}

} // namespace anchorage::run
