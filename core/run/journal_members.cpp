#include "core/run/journal_members.h"

#include <array>

namespace anchorage::run {

std::string MemberReader::text(std::string_view name)
{
    return take<std::string>(name, [](const json::Node &node) -> Result<std::string> {
        auto text = node.toString();
        if (!text)
            return fail(std::move(text.error()));
        return std::string(*text);
    });
}

std::string MemberReader::textOr(std::string_view name, std::string otherwise)
{
    return has(name) ? text(name) : std::move(otherwise);
}

std::int64_t MemberReader::integer(std::string_view name)
{
    return take<std::int64_t>(name, [](const json::Node &node) { return node.toInteger(); });
}

std::uint64_t MemberReader::count(std::string_view name)
{
    const auto number = integer(name);
    if (number < 0) {
        refuse(name, std::to_string(number), "a number that is not negative");
        return 0;
    }
    return static_cast<std::uint64_t>(number);
}

bool MemberReader::flag(std::string_view name)
{
    return has(name) && take<bool>(name, [](const json::Node &node) { return node.toBool(); });
}

void MemberReader::refuse(Error error)
{
    if (!m_error)
        m_error = std::move(error);
}

void MemberReader::refuse(std::string_view name, std::string_view found, std::string_view expected)
{
    refuse(Error{ErrorCode::Input,
                 "member \"" + std::string(name) + "\" is \"" + std::string(found) + "\", expected " + std::string(expected),
                 {}});
}

namespace {
constexpr std::array<std::string_view, 9> errorCodeNames{"usage",       "input", "refused", "notFound", "io",
                                                         "unsupported", "peer",  "timeout", "cancelled"};
} // namespace

void writeError(json::Writer &out, const Error &error)
{
    out.beginObject();
    out.member("code", errorCodeNames.at(static_cast<std::size_t>(error.code)));
    out.member("message", error.message);
    if (!error.where.file.empty())
        out.member("file", error.where.file);
    if (error.where.line != 0)
        out.member("line", error.where.line);
    if (error.where.column != 0)
        out.member("column", error.where.column);
    if (!error.where.entry.empty())
        out.member("entry", error.where.entry);
    out.endObject();
}

Result<Error> readError(const json::Node &node)
{
    MemberReader in(node);
    Error error;
    const auto code = in.text("code");
    std::size_t known = 0;
    while (known < errorCodeNames.size() && errorCodeNames.at(known) != code)
        ++known;
    if (known == errorCodeNames.size())
        in.refuse("code", code, "an error code such as \"input\"");
    error.code = static_cast<ErrorCode>(known);
    error.message = in.text("message");
    error.where.file = in.textOr("file", {});
    error.where.line = in.has("line") ? in.count("line") : 0;
    error.where.column = in.has("column") ? in.count("column") : 0;
    error.where.entry = in.textOr("entry", {});
    return in.done(std::move(error));
}

} // namespace anchorage::run
