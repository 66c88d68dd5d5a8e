// How a CSV file is to be taken, where what it shows by itself is not enough. Std only.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace anchorage::formats {

/// A byte order mark, and zero bytes in every other place, win over all of these.
enum class CsvEncoding : std::uint8_t { Detected, Utf8, Utf16, Windows1252 };

/// What is empty is detected, or found by the usual names.
struct CsvOptions {
    char delimiter = '\0'; ///< detected among , ; tab and |
    /// '\0': nothing quotes, a quote is a character as any other. Absent: detected among " and ', written as ".
    std::optional<char> quote;
    std::string valueSeparator = "|"; ///< between the values of a multi-valued attribute
    CsvEncoding encoding = CsvEncoding::Detected; ///< of a file that is read; UTF-8, else Windows-1252
    std::string dnColumn; ///< "dn", else "DN", "distinguishedName", …; else the anchor column is the DN
    std::string actionColumn; ///< "action", "operation", …: add, update, delete; without one every row is an Add
    std::string typeColumn; ///< "objectType", …; else the request's type
    std::vector<std::string> anchorColumns; ///< columns that are anchors; else the definition's
    std::vector<std::pair<std::string, std::string>> attributes; ///< column -> attribute; an empty attribute: left out
    bool operator==(const CsvOptions &) const = default;
};

/// From the words of command lines and project files. Error Usage: what they can be.
/// One ASCII character, "tab" or "\t".
Result<char> csvDelimiterNamed(std::string_view text);
/// One ASCII character, or "none" for '\0'.
Result<char> csvQuoteNamed(std::string_view text);
/// "utf-8", "utf-16", "windows-1252" (or "latin-1"), in any case.
Result<CsvEncoding> csvEncodingNamed(std::string_view text);
/// Error Usage: options that exclude each other, such as a delimiter that is the quote.
Result<void> checkCsvOptions(const CsvOptions &options);

/// The words that the functions above take.
std::string csvDelimiterText(char delimiter);
std::string csvQuoteText(char quote);
std::string_view csvEncodingText(CsvEncoding encoding);

} // namespace anchorage::formats
