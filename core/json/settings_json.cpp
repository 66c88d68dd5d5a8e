// Run settings by name: one table for journal, project and command line.
#include "core/json/json_members.h"

#include "core/model/distinguished_name.h"

#include <charconv>
#include <functional>

namespace anchorage::json {

namespace {

/// A setting as text, both ways. Times are in milliseconds.
struct Setting {
    std::string_view name;
    std::string_view expected; ///< for the error
    std::optional<std::string> (*get)(const RunSettings &); ///< nullopt: not set
    bool (*set)(RunSettings &, std::string_view);
};

template <typename Number> bool parseNumber(std::string_view text, Number least, Number &target)
{
    Number number{};
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || number < least)
        return false;
    target = number;
    return true;
}

bool parseTruth(std::string_view text, bool &target)
{
    const bool yes = equalsIgnoreCase(text, "true") || text == "1";
    if (!yes && !equalsIgnoreCase(text, "false") && text != "0")
        return false;
    target = yes;
    return true;
}

bool parseTime(std::string_view text, std::chrono::milliseconds &target)
{
    std::int64_t number = 0;
    if (!parseNumber<std::int64_t>(text, 0, number))
        return false;
    target = std::chrono::milliseconds(number);
    return true;
}

/// The first of two words is false.
bool parseWord(std::string_view text, std::string_view first, std::string_view second, bool &target)
{
    const bool isSecond = equalsIgnoreCase(text, second);
    if (!isSecond && !equalsIgnoreCase(text, first))
        return false;
    target = isSecond;
    return true;
}

template <auto Member, typename Enum>
bool setWord(RunSettings &s, std::string_view text, std::string_view first, Enum a, std::string_view second, Enum b)
{
    bool isSecond = false;
    if (!parseWord(text, first, second, isSecond))
        return false;
    s.*Member = isSecond ? b : a;
    return true;
}

template <auto Member> std::optional<std::string> getTruth(const RunSettings &s)
{
    return s.*Member ? "true" : "false";
}
template <auto Member> bool setTruth(RunSettings &s, std::string_view text)
{
    return parseTruth(text, s.*Member);
}
template <auto Member> std::optional<std::string> getNumber(const RunSettings &s)
{
    return std::to_string(s.*Member);
}
template <auto Member> std::optional<std::string> getTime(const RunSettings &s)
{
    return std::to_string((s.*Member).count());
}
template <auto Member> bool setTime(RunSettings &s, std::string_view text)
{
    return parseTime(text, s.*Member);
}
template <auto Member> std::optional<std::string> getOptional(const RunSettings &s)
{
    if (!(s.*Member))
        return std::nullopt;
    return std::to_string(*(s.*Member));
}
template <auto Member> bool setLimit(RunSettings &s, std::string_view text)
{
    if (text == "none") {
        (s.*Member).reset();
        return true;
    }
    return parseNumber<std::int64_t>(text, 0, (s.*Member).emplace());
}

using S = RunSettings;

constexpr std::string_view truthWords = "true or false";
constexpr std::string_view milliseconds = "a number of milliseconds";

const Setting settings[]{
    {"exportType", "Delta or Full", [](const S &s) -> std::optional<std::string> { return std::string(name(s.exportType)); },
     [](S &s, std::string_view t) {
         const auto type = fromName<OperationType>(t);
         if (!type || *type == OperationType::FullObject)
             return false;
         s.exportType = *type;
         return true;
     }},
    {"pageSize", "a number of 0 or more", getNumber<&S::pageSize>,
     [](S &s, std::string_view t) { return parseNumber<std::int32_t>(t, 0, s.pageSize); }},
    {"pageSizeFrom", "default, person or maConfiguration",
     [](const S &s) -> std::optional<std::string> {
         return s.pageSizeFrom == S::PageSizeFrom::Default ? "default"
             : s.pageSizeFrom == S::PageSizeFrom::Person   ? "person"
                                                           : "maConfiguration";
     },
     [](S &s, std::string_view t) {
         if (t != "default" && t != "person" && t != "maConfiguration")
             return false;
         s.pageSizeFrom = t == "default" ? S::PageSizeFrom::Default
             : t == "person"             ? S::PageSizeFrom::Person
                                         : S::PageSizeFrom::MaConfiguration;
         return true;
     }},
    {"freshIdentifiers", truthWords, getTruth<&S::freshIdentifiers>, setTruth<&S::freshIdentifiers>},
    {"emptyAnchors", "absent or null",
     [](const S &s) -> std::optional<std::string> { return s.emptyAnchors == S::EmptyAnchors::Null ? "null" : "absent"; },
     [](S &s, std::string_view t) {
         return setWord<&S::emptyAnchors>(s, t, "absent", S::EmptyAnchors::Absent, "null", S::EmptyAnchors::Null);
     }},
    {"deletesFirst", truthWords, getTruth<&S::deletesFirst>, setTruth<&S::deletesFirst>},
    {"unknownReferences", "send or hold",
     [](const S &s) -> std::optional<std::string> { return s.unknownReferences == S::UnknownReferences::Hold ? "hold" : "send"; },
     [](S &s, std::string_view t) {
         return setWord<&S::unknownReferences>(s, t, "send", S::UnknownReferences::Send, "hold", S::UnknownReferences::Hold);
     }},
    {"maxPasses", "a number of 1 or more", getNumber<&S::maxPasses>,
     [](S &s, std::string_view t) { return parseNumber<std::int32_t>(t, 1, s.maxPasses); }},
    {"passwordVia", "auto, put or setPassword",
     [](const S &s) -> std::optional<std::string> {
         return s.passwordVia == S::PasswordVia::Auto ? "auto" : s.passwordVia == S::PasswordVia::Put ? "put" : "setPassword";
     },
     [](S &s, std::string_view t) {
         if (t != "auto" && t != "put" && t != "setPassword")
             return false;
         s.passwordVia = t == "auto" ? S::PasswordVia::Auto : t == "put" ? S::PasswordVia::Put : S::PasswordVia::SetPassword;
         return true;
     }},
    {"retryAs", "update or add",
     [](const S &s) -> std::optional<std::string> { return s.retryAs == S::RetryAs::Add ? "add" : "update"; },
     [](S &s, std::string_view t) { return setWord<&S::retryAs>(s, t, "update", S::RetryAs::Update, "add", S::RetryAs::Add); }},
    {"parents", "eachChild or once",
     [](const S &s) -> std::optional<std::string> { return s.parents == S::Parents::Once ? "once" : "eachChild"; },
     [](S &s, std::string_view t) {
         return setWord<&S::parents>(s, t, "eachChild", S::Parents::EachChild, "once", S::Parents::Once);
     }},
    {"nearestParentOnly", truthWords, getTruth<&S::nearestParentOnly>, setTruth<&S::nearestParentOnly>},
    {"errorLimit", "a number of 0 or more", getNumber<&S::errorLimit>,
     [](S &s, std::string_view t) { return parseNumber<std::int64_t>(t, 0, s.errorLimit); }},
    {"objectLimit", "a number of 0 or more, or none", getOptional<&S::objectLimit>, setLimit<&S::objectLimit>},
    {"deletionLimit", "a number of 0 or more, or none", getOptional<&S::deletionLimit>, setLimit<&S::deletionLimit>},
    {"closeDuringPut", truthWords, getTruth<&S::closeDuringPut>, setTruth<&S::closeDuringPut>},
    {"stopTimeout", milliseconds, getTime<&S::stopTimeout>, setTime<&S::stopTimeout>},
    {"callTimeout", "a number of milliseconds, or none",
     [](const S &s) -> std::optional<std::string> {
         return s.callTimeout ? std::optional(std::to_string(s.callTimeout->count())) : std::nullopt;
     },
     [](S &s, std::string_view t) {
         if (t == "none") {
             s.callTimeout.reset();
             return true;
         }
         return parseTime(t, s.callTimeout.emplace());
     }},
    {"process", "fresh or keep",
     [](const S &s) -> std::optional<std::string> { return s.process == S::ProcessLife::Keep ? "keep" : "fresh"; },
     [](S &s, std::string_view t) {
         return setWord<&S::process>(s, t, "fresh", S::ProcessLife::Fresh, "keep", S::ProcessLife::Keep);
     }},
    {"linger", milliseconds, getTime<&S::linger>, setTime<&S::linger>},
    {"waitForDebugger", truthWords, getTruth<&S::waitForDebugger>, setTruth<&S::waitForDebugger>},
    {"messageLimit", "a number of bytes, 1024 or more", getNumber<&S::messageLimit>,
     [](S &s, std::string_view t) { return parseNumber<std::uint64_t>(t, 1024, s.messageLimit); }},
};

const Setting *settingNamed(std::string_view wanted)
{
    for (const auto &setting : settings)
        if (setting.name == wanted)
            return &setting;
    return nullptr;
}

} // namespace

Result<void> applySetting(RunSettings &target, std::string_view wanted, std::string_view value)
{
    const auto *setting = settingNamed(wanted);
    if (setting == nullptr) {
        std::string known;
        for (const auto &each : settings)
            known += (known.empty() ? "" : ", ") + std::string(each.name);
        return fail(ErrorCode::Input, "there is no run setting \"" + std::string(wanted) + "\"; there are " + known);
    }
    if (!setting->set(target, value))
        return fail(ErrorCode::Input,
                    std::string(wanted) + " is " + std::string(setting->expected) + ", found \"" + std::string(value) + "\"");
    return {};
}

std::vector<SettingDescription> settingDescriptions()
{
    std::vector<SettingDescription> all;
    for (const auto &setting : settings)
        all.push_back({setting.name, setting.expected});
    return all;
}

std::optional<std::string> settingText(const RunSettings &source, std::string_view wanted)
{
    const auto *setting = settingNamed(wanted);
    return setting == nullptr ? std::nullopt : setting->get(source);
}

void write(Writer &out, const RunSettings &source)
{
    out.beginObject();
    for (const auto &setting : settings)
        if (const auto text = setting.get(source))
            out.member(setting.name, *text);
    out.endObject();
}

template <> Result<RunSettings> read<RunSettings>(const Node &node)
{
    RunSettings target;
    const auto done = node.forEachMember([&](std::string_view member, Node value) -> Result<void> {
        if (value.isNull() || settingNamed(member) == nullptr)
            return {}; // of a later version
        if (value.kind() == Kind::Boolean)
            return applySetting(target, member, *value.toBool() ? "true" : "false");
        if (value.kind() == Kind::Integer)
            return applySetting(target, member, std::to_string(*value.toInteger()));
        const auto text = value.toString();
        if (!text)
            return atMember(text.error(), member);
        return applySetting(target, member, *text);
    });
    if (!done)
        return fail(done.error());
    return target;
}

} // namespace anchorage::json
