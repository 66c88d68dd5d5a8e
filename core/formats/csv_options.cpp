#include "core/formats/csv_options.h"

#include "core/model/distinguished_name.h"

namespace anchorage::formats {

namespace {

bool isCharacter(std::string_view text)
{
    return text.size() == 1 && text.front() > ' ' && text.front() < '\x7F';
}

std::string found(std::string_view text)
{
    return ", found \"" + std::string(text.substr(0, 40)) + '"';
}

} // namespace

Result<char> csvDelimiterNamed(std::string_view text)
{
    if (equalsIgnoreCase(text, "tab") || text == "\\t" || text == "\t")
        return '\t';
    if (isCharacter(text))
        return text.front();
    return fail(ErrorCode::Usage, "a delimiter is one ASCII character, or \"tab\"" + found(text));
}

Result<char> csvQuoteNamed(std::string_view text)
{
    if (equalsIgnoreCase(text, "none"))
        return '\0';
    if (isCharacter(text))
        return text.front();
    return fail(ErrorCode::Usage, "a quote is one ASCII character, or \"none\"" + found(text));
}

Result<CsvEncoding> csvEncodingNamed(std::string_view text)
{
    const auto folded = foldCase(text);
    if (folded == "utf-8" || folded == "utf8")
        return CsvEncoding::Utf8;
    if (folded == "utf-16" || folded == "utf16")
        return CsvEncoding::Utf16;
    if (folded == "windows-1252" || folded == "latin-1" || folded == "latin1" || folded == "iso-8859-1")
        return CsvEncoding::Windows1252;
    return fail(ErrorCode::Usage, "an encoding is utf-8, utf-16 or windows-1252" + found(text));
}

Result<void> checkCsvOptions(const CsvOptions &options)
{
    const auto quote = options.quote.value_or('\0');
    if (quote != '\0' && quote == options.delimiter)
        return fail(ErrorCode::Usage, "delimiter and quote are the same character");
    if (quote != '\0' && options.valueSeparator.find(quote) != std::string::npos)
        return fail(ErrorCode::Usage, "the value separator holds the quote");
    if (options.valueSeparator.empty() || options.valueSeparator.find('\\') != std::string::npos)
        return fail(ErrorCode::Usage, "the value separator must not be empty or hold a backslash");
    return {};
}

std::string csvDelimiterText(char delimiter)
{
    return delimiter == '\t' ? "tab" : std::string(1, delimiter);
}

std::string csvQuoteText(char quote)
{
    return quote == '\0' ? "none" : std::string(1, quote);
}

std::string_view csvEncodingText(CsvEncoding encoding)
{
    switch (encoding) {
    case CsvEncoding::Detected:
        return "";
    case CsvEncoding::Utf8:
        return "utf-8";
    case CsvEncoding::Utf16:
        return "utf-16";
    case CsvEncoding::Windows1252:
        return "windows-1252";
    }
    return "";
}

} // namespace anchorage::formats
