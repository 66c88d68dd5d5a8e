// Several values in one CSV cell. Internal to core/formats.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace anchorage::formats {

/// `\` before the separator, and before another `\`, makes it a character of the value; elsewhere it is one.
std::vector<std::string> splitValues(std::string_view cell, std::string_view separator);
void appendEscapedValue(std::string &cell, std::string_view value, std::string_view separator);
/// Quoted where it must be (RFC 4180).
void appendCsvCell(std::string &out, std::string_view text, char delimiter, char quote = '"');
/// Without any quoting, such a cell cannot be written.
bool needsCsvQuotes(std::string_view text, char delimiter, char quote);

} // namespace anchorage::formats
