#include "app/cli/csv_arguments.h"

#include "app/cli/setup_options.h"

namespace anchorage::cli {

namespace {

constexpr const char *readGroup = "How a CSV file is read";
constexpr const char *writeGroup = "How the file is written";

/// `text` through a function of csv_options.h, when there is one; the option's name in front of an error.
template <typename T, typename Target>
Result<void> take(const char *option, const std::string &text, Target &target, Result<T> (*named)(std::string_view))
{
    if (text.empty())
        return {};
    const auto value = named(text);
    if (!value)
        return fail(ErrorCode::Usage, std::string(option) + ": " + value.error().message);
    target = *value;
    return {};
}

Result<void> take(const char *option, const formats::CsvOptions &options)
{
    const auto sane = formats::checkCsvOptions(options);
    return sane ? sane : fail(ErrorCode::Usage, std::string(option) + ": " + sane.error().message);
}

} // namespace

void CsvArguments::addTo(CLI::App &command)
{
    const auto text = [&command](const char *name, std::string &target, const char *help) {
        command.add_option(name, target, help)->group(readGroup);
    };
    const auto list = [&command](const char *name, std::vector<std::string> &target, const char *help) {
        command.add_option(name, target, help)->allow_extra_args(false)->group(readGroup);
    };
    text("--csv-delimiter", m_delimiter, "One character or \"tab\"; else detected among , ; tab and |");
    text("--csv-quote", m_quote, "One character or \"none\"; else detected among \" and '");
    text("--csv-separator", m_separator, "Between the values of one cell, default |");
    text("--csv-encoding", m_encoding, "utf-8, utf-16 or windows-1252; else detected");
    text("--csv-dn", m_dn, "Column of the DN; else dn or distinguishedName");
    text("--csv-action", m_action, "Column of the action; else action, operation or changetype; without one, rows are Adds");
    text("--csv-type", m_type, "Column of the object type; else objectType or objectClass");
    list("--csv-anchor", m_anchors, "Column that is an anchor; repeatable; else anchor:NAME, or the anchors of the schema");
    list("--csv-column", m_columns,
         "COLUMN=ATTRIBUTE for a column that has another name than its attribute; COLUMN= leaves it out");
}

Result<formats::CsvOptions> CsvArguments::options() const
{
    formats::CsvOptions csv;
    auto good = take("--csv-delimiter", m_delimiter, csv.delimiter, formats::csvDelimiterNamed);
    if (good)
        good = take("--csv-quote", m_quote, csv.quote, formats::csvQuoteNamed);
    if (good)
        good = take("--csv-encoding", m_encoding, csv.encoding, formats::csvEncodingNamed);
    csv.valueSeparator = m_separator;
    if (good)
        good = take("--csv-separator", csv);
    if (!good)
        return fail(std::move(good.error()));
    csv.dnColumn = m_dn;
    csv.actionColumn = m_action;
    csv.typeColumn = m_type;
    csv.anchorColumns = m_anchors;
    for (const auto &column : m_columns) {
        auto pair = splitPair("--csv-column", column);
        if (!pair)
            return fail(std::move(pair.error()));
        csv.attributes.push_back(std::move(*pair));
    }
    return csv;
}

void OutputArguments::addTo(CLI::App &command)
{
    const auto text = [&command](const char *name, std::string &target, const char *help) {
        command.add_option(name, target, help)->group(writeGroup);
    };
    text("--out-encoding", m_encoding, "utf-8 or utf-16, for drop files (default utf-16) and CSV (default utf-8)");
    text("--out-delimiter", m_delimiter, "CSV: one character or \"tab\", default ,");
    text("--out-quote", m_quote, "CSV: one character or \"none\", default \"");
    text("--out-separator", m_separator, "CSV: between the values of one cell, default |");
}

Result<void> OutputArguments::applyTo(formats::SaveRequest &request) const
{
    auto encoding = formats::CsvEncoding::Detected;
    auto good = take("--out-encoding", m_encoding, encoding, formats::csvEncodingNamed);
    if (good && encoding == formats::CsvEncoding::Windows1252)
        good = fail(ErrorCode::Usage, "--out-encoding is utf-8 or utf-16: not every value fits into " + m_encoding);
    if (good)
        good = take("--out-delimiter", m_delimiter, request.csv.delimiter, formats::csvDelimiterNamed);
    if (good)
        good = take("--out-quote", m_quote, request.csv.quote, formats::csvQuoteNamed);
    request.csv.valueSeparator = m_separator;
    if (good)
        good = take("--out-separator", request.csv);
    if (encoding != formats::CsvEncoding::Detected)
        request.encoding = encoding == formats::CsvEncoding::Utf16 ? formats::TextEncoding::Utf16 : formats::TextEncoding::Utf8;
    return good;
}

} // namespace anchorage::cli
