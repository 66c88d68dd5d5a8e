#include "connectors/sql/connection_string.h"

#include "core/model/distinguished_name.h"

#include <array>
#include <charconv>

namespace anchorage::sql {

namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// Takes one value off the text, up to and with its semicolon.
Result<std::string> takeValue(std::string_view &text)
{
    std::string value;
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    if (text.empty() || (text.front() != '"' && text.front() != '\'')) {
        const auto end = std::min(text.find(';'), text.size());
        value = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        return value;
    }
    const char quote = text.front();
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] != quote) {
            value += text[i];
        } else if (i + 1 < text.size() && text[i + 1] == quote) {
            value += text[i++];
        } else {
            text.remove_prefix(i + 1);
            const auto rest = trimmed(text.substr(0, text.find(';')));
            if (!rest.empty())
                return fail(ErrorCode::Input, "something stands between a quoted value and its semicolon");
            text.remove_prefix(std::min(std::min(text.find(';'), text.size()) + 1, text.size()));
            return value;
        }
    }
    return fail(ErrorCode::Input, "a quoted value does not end");
}

Result<void> apply(std::string_view key, std::string value, Connection &connection)
{
    struct Member {
        std::string_view key;
        std::string Connection::*member;
    };
    static constexpr std::array members{
        Member{"driver", &Connection::driver},
        Member{"database", &Connection::database},
        Member{"initial catalog", &Connection::database},
        Member{"data source", &Connection::database},
        Member{"host", &Connection::host},
        Member{"server", &Connection::host},
        Member{"user", &Connection::user},
        Member{"user id", &Connection::user},
        Member{"uid", &Connection::user},
        Member{"options", &Connection::options},
    };
    for (const auto &known : members) {
        if (equalsIgnoreCase(known.key, key)) {
            connection.*known.member = std::move(value);
            return {};
        }
    }
    if (equalsIgnoreCase(key, "password") || equalsIgnoreCase(key, "pwd")) {
        connection.password = Secret(std::move(value));
        return {};
    }
    if (equalsIgnoreCase(key, "port")) {
        const auto *end = value.data() + value.size();
        const auto parsed = std::from_chars(value.data(), end, connection.port);
        if (parsed.ec == std::errc() && parsed.ptr == end && connection.port >= 0 && connection.port <= 65535)
            return {};
        return fail(ErrorCode::Input, "Port is no number from 0 to 65535");
    }
    return fail(ErrorCode::Input,
                "the key \"" + std::string(key)
                    + "\" is unknown: expected Driver, Database, Host, Port, User, Password or Options");
}

} // namespace

Result<void> applyConnectionString(std::string_view text, Connection &connection)
{
    text = trimmed(text);
    if (text.empty())
        return {};
    if (connection.driver == "QODBC") {
        connection.database = text;
        return {};
    }
    while (!trimmed(text).empty()) {
        const auto equals = text.find('=');
        if (equals == std::string_view::npos || text.find(';') < equals)
            return fail(ErrorCode::Input, "expected key=value pairs separated by semicolons");
        const auto key = trimmed(text.substr(0, equals));
        text.remove_prefix(equals + 1);
        auto value = takeValue(text);
        if (!value)
            return fail(value.error());
        if (auto applied = apply(key, std::move(*value), connection); !applied)
            return applied;
    }
    return {};
}

} // namespace anchorage::sql
