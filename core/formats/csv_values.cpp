#include "core/formats/csv_values.h"

#include <algorithm>

namespace anchorage::formats {

std::vector<std::string> splitValues(std::string_view cell, std::string_view separator)
{
    std::vector<std::string> values(1);
    const char special[]{'\\', separator.empty() ? '\\' : separator.front()};
    for (std::size_t at = 0; at < cell.size();) {
        const auto plain = std::min(cell.find_first_of(std::string_view(special, sizeof special), at), cell.size());
        values.back().append(cell, at, plain - at);
        at = plain;
        if (at == cell.size())
            break;
        const auto rest = cell.substr(at);
        if (!separator.empty() && rest.starts_with(separator)) {
            values.emplace_back();
            at += separator.size();
        } else if (rest.starts_with('\\') && rest.size() > 1
                   && (rest[1] == '\\' || (!separator.empty() && rest.substr(1).starts_with(separator)))) {
            const auto length = rest[1] == '\\' ? 1 : separator.size();
            values.back().append(rest, 1, length);
            at += 1 + length;
        } else {
            values.back() += rest.front();
            ++at;
        }
    }
    return values;
}

void appendEscapedValue(std::string &cell, std::string_view value, std::string_view separator)
{
    for (std::size_t at = 0; at < value.size();) {
        const auto rest = value.substr(at);
        if (rest.starts_with('\\')) {
            cell += "\\\\";
            ++at;
        } else if (rest.starts_with(separator)) {
            cell.append("\\").append(separator);
            at += separator.size();
        } else {
            cell += rest.front();
            ++at;
        }
    }
}

bool needsCsvQuotes(std::string_view text, char delimiter, char quote)
{
    const char special[]{delimiter, '\r', '\n', quote == '\0' ? '\n' : quote};
    return text.find_first_of(std::string_view(special, sizeof special)) != std::string_view::npos;
}

void appendCsvCell(std::string &out, std::string_view text, char delimiter, char quote)
{
    if (quote == '\0' || !needsCsvQuotes(text, delimiter, quote)) {
        out += text;
        return;
    }
    out += quote;
    for (const char c : text)
        out.append(c == quote ? 2 : 1, c);
    out += quote;
}

} // namespace anchorage::formats
