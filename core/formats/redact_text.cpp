#include "core/formats/csv_header.h"
#include "core/formats/csv_records.h"
#include "core/formats/csv_values.h"
#include "core/formats/ldif_lines.h"
#include "core/formats/ldif_text.h"
#include "core/formats/output_file.h"
#include "core/formats/redact_rules.h"
#include "core/formats/utf16.h"
#include "core/model/distinguished_name.h"

#include <algorithm>
#include <array>
#include <utility>

namespace anchorage::formats {

namespace {

constexpr std::array<std::string_view, 9> ldifWords{"version", "changetype",  "deleteoldrdn", "add",      "delete",
                                                    "replace", "objectclass", "control",      "increment"};

std::string ldifValue(const LdifLine &line, Pseudonyms &pseudonyms)
{
    const auto name = foldCase(line.name);
    if (std::find(ldifWords.begin(), ldifWords.end(), name) != ldifWords.end())
        return std::string(line.value);
    if (name == "dn" || name == "newsuperior" || name == "newrdn")
        return pseudonyms.dn(line.value);
    return isUtf8(line.value) ? redactedValue(line.value, pseudonyms) : pseudonyms.bytes(line.value);
}

/// Columns of reports whose cells are words of the bench.
constexpr std::array<std::string_view, 22> csvWords{"status",     "error",       "code",   "pass",        "page",    "passes",
                                                    "outcome",    "state",       "rule",   "attribute",   "retries", "operation",
                                                    "action",     "type",        "reason", "result",      "fate",    "count",
                                                    "hand-overs", "first entry", "by",     "modification"};
/// Columns of reports whose cells are texts for people, with codes among them.
constexpr std::array<std::string_view, 5> csvTexts{"run", "name", "detail", "meaning", "message"};

/// "id=1+key=x", as reports show anchors: the names stay.
std::string anchorCell(std::string_view cell, Pseudonyms &pseudonyms)
{
    std::string out;
    for (;;) {
        const auto plus = cell.find('+');
        const auto one = cell.substr(0, plus);
        const auto equals = one.find('=');
        const auto value = equals == std::string_view::npos ? 0 : equals + 1;
        out.append(one.substr(0, value)).append(pseudonyms.text(one.substr(value)));
        if (plus == std::string_view::npos)
            return out;
        out += '+';
        cell.remove_prefix(plus + 1);
    }
}

std::string csvCell(std::string_view cell, const CsvColumn &column, std::string_view header, std::string_view separator,
                    Pseudonyms &pseudonyms)
{
    using Role = CsvColumn::Role;
    const auto name = foldCase(header);
    if (column.role == Role::Action || column.role == Role::Type || column.role == Role::Clear
        || std::find(csvWords.begin(), csvWords.end(), name) != csvWords.end())
        return std::string(cell);
    if (column.role == Role::Value && std::find(csvTexts.begin(), csvTexts.end(), name) != csvTexts.end())
        return redactedWords(cell, pseudonyms);
    if (name == "anchor before" || name == "anchor")
        return anchorCell(cell, pseudonyms);
    if (column.role == Role::Dn || column.role == Role::NewDn || name.ends_with("dn"))
        return pseudonyms.dn(cell);
    const auto one = [&](std::string_view value) {
        const bool padded = value.size() >= 4 && value.size() % 4 == 0 && value.ends_with('='); // nothing else looks so
        return padded ? redactedBase64(value, pseudonyms) : redactedValue(value, pseudonyms);
    };
    // Several values in a cell, as the bench writes them.
    if (cell.find(separator) == std::string_view::npos && cell.find("\\\\") == std::string_view::npos)
        return one(cell);
    std::string out;
    std::string_view between;
    for (const auto &value : splitValues(cell, separator)) {
        out += std::exchange(between, separator);
        appendEscapedValue(out, one(value), separator);
    }
    return out;
}

} // namespace

Result<void> redactLdif(const LoadRequest &request, const std::string &outPath, Pseudonyms &pseudonyms)
{
    auto source = ByteSource::open(request);
    if (!source)
        return fail(source.error());
    LdifLines lines(std::move(*source), request.path);
    OutputFile file(outPath, TextEncoding::Utf8);
    LdifLine line;
    for (;;) {
        const auto more = lines.next(line);
        if (!more)
            return fail(more.error());
        if (!*more)
            return file.finish();
        if (line.blank)
            file.text() += '\n';
        else if (line.name == "-")
            file.text() += "-\n";
        else
            appendLdifLine(file.text(), line.name, ldifValue(line, pseudonyms));
        file.settle();
    }
}

namespace {

Result<void> redactCsvAs(const LoadRequest &request, CsvEncoding encoding, const std::string &outPath, Pseudonyms &pseudonyms)
{
    auto records = CsvRecords::open(request, encoding);
    if (!records)
        return fail(records.error());
    OutputFile file(outPath, TextEncoding::Utf8);
    const char delimiter = records->delimiter();
    std::vector<std::string_view> fields;
    std::vector<std::string> header;
    std::vector<CsvColumn> columns;
    for (;;) {
        const auto more = records->next(fields);
        if (!more)
            return fail(more.error());
        if (!*more)
            return file.finish();
        const bool first = columns.empty();
        if (first) {
            Findings ignored;
            auto read = csvColumns(fields, request, ignored);
            if (!read)
                return fail(read.error());
            columns = std::move(*read);
            header.assign(fields.begin(), fields.end());
        }
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (!isUtf8(fields[i]))
                return fail(ErrorCode::Input, std::string(csvIsNoUtf8), {.file = request.path, .line = records->line()});
            const auto cell = first  ? std::string(fields[i])
                : i < columns.size() ? csvCell(fields[i], columns[i], header[i], request.csv.valueSeparator, pseudonyms)
                                     : pseudonyms.text(fields[i]);
            if (i > 0)
                file.text() += delimiter;
            appendCsvCell(file.text(), cell, delimiter, records->quote());
        }
        file.text() += "\r\n";
        file.settle();
    }
}

} // namespace

Result<void> redactCsv(const LoadRequest &request, const std::string &outPath, Pseudonyms &pseudonyms)
{
    auto done = redactCsvAs(request, request.csv.encoding, outPath, pseudonyms);
    if (done || request.csv.encoding != CsvEncoding::Detected || done.error().message != csvIsNoUtf8)
        return done;
    return redactCsvAs(request, CsvEncoding::Windows1252, outPath, pseudonyms);
}

} // namespace anchorage::formats
