#include "core/formats/csv_records.h"

#include "core/formats/csv_header.h"

#include <cstring>

namespace anchorage::formats {

namespace {

TextLines::Encoding assumed(CsvEncoding encoding)
{
    return encoding == CsvEncoding::Utf16      ? TextLines::Encoding::Utf16Le
        : encoding == CsvEncoding::Windows1252 ? TextLines::Encoding::Windows1252
                                               : TextLines::Encoding::Utf8;
}

std::string firstLine(std::string_view text, TextLines::Encoding encoding)
{
    LoadRequest request;
    request.content = text.substr(0, text.size() / 2 * 2); // half a UTF-16 unit would be an error
    auto source = ByteSource::open(request);
    if (!source)
        return {};
    TextLines lines(std::move(*source), encoding);
    auto line = lines.next().value_or(std::string_view());
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return std::string(line);
}

} // namespace

Result<CsvRecords> CsvRecords::open(const LoadRequest &request, CsvEncoding encoding)
{
    if (auto sane = checkCsvOptions(request.csv); !sane)
        return fail(sane.error());
    auto source = ByteSource::open(request);
    if (!source)
        return fail(source.error());
    const auto head = firstLine(source->head(), assumed(encoding));
    CsvRecords records(TextLines(std::move(*source), assumed(encoding)), request.path);
    const bool excel = head.starts_with("sep=") && head.size() == 5;
    records.m_skipsFirst = excel;
    records.m_delimiter = request.csv.delimiter != '\0' ? request.csv.delimiter : excel ? head[4] : csvDelimiter(head);
    records.m_quote = request.csv.quote.value_or(csvQuote(head, records.m_delimiter));
    return records;
}

Result<bool> CsvRecords::next(std::vector<std::string_view> &fields)
{
    for (;;) {
        const auto line = m_lines.next();
        if (!line) {
            if (auto good = m_lines.failure(); !good) {
                good.error().where.file = m_path;
                return fail(good.error());
            }
            return false;
        }
        if (std::exchange(m_skipsFirst, false))
            continue;
        m_line = m_lines.line();
        m_record = *line;
        if (m_record.empty() || m_record == "\r")
            continue;
        fields.clear();
        m_copyCount = m_saved = 0;
        if (auto done = split(fields); !done)
            return fail(done.error());
        return true;
    }
}

Result<void> CsvRecords::split(std::vector<std::string_view> &fields)
{
    std::size_t at = 0;
    for (;;) {
        if (m_quote != '\0' && at < m_record.size() && m_record[at] == m_quote) {
            const auto field = quoted(at, fields);
            if (!field)
                return fail(field.error());
            fields.push_back(*field);
        } else {
            const auto *begin = m_record.data() + at;
            const auto *end = static_cast<const char *>(std::memchr(begin, m_delimiter, m_record.size() - at));
            auto field = end == nullptr ? m_record.substr(at) : std::string_view(begin, static_cast<std::size_t>(end - begin));
            at += field.size();
            if (end == nullptr && field.ends_with('\r'))
                field.remove_suffix(1);
            fields.push_back(field);
        }
        if (at >= m_record.size() || m_record[at] != m_delimiter)
            return {};
        ++at;
    }
}

std::string &CsvRecords::copy()
{
    if (m_copyCount == m_copies.size())
        m_copies.emplace_back();
    auto &field = m_copies[m_copyCount++];
    field.clear();
    return field;
}

/// Within a quoted field. The line at hand goes, and with it what fields show of it.
Result<void> CsvRecords::nextLine(std::vector<std::string_view> &fields)
{
    for (; m_saved < fields.size(); ++m_saved)
        fields[m_saved] = copy().assign(fields[m_saved]);
    const auto line = m_lines.next();
    if (line) {
        m_record = *line;
        return {};
    }
    if (auto good = m_lines.failure(); !good) {
        good.error().where.file = m_path;
        return good;
    }
    return fail(ErrorCode::Input, "a quoted field begins here and never ends", {.file = m_path, .line = m_line});
}

Result<std::string_view> CsvRecords::quoted(std::size_t &at, std::vector<std::string_view> &fields)
{
    const auto isQuote = [this](std::size_t place) { return place < m_record.size() && m_record[place] == m_quote; };
    const auto begin = at + 1;
    auto end = m_record.find(m_quote, begin);
    std::string_view field;
    if (end != std::string_view::npos && !isQuote(end + 1)) {
        field = m_record.substr(begin, end - begin);
    } else { // it has a quote or a line end inside: it has to be put together
        auto &text = copy();
        for (auto from = begin;; end = m_record.find(m_quote, from)) {
            text.append(m_record, from, end == std::string_view::npos ? end : end - from);
            if (end == std::string_view::npos) {
                if (auto done = nextLine(fields); !done)
                    return fail(done.error());
                text += '\n';
                from = 0;
            } else if (isQuote(end + 1)) {
                text += m_quote;
                from = end + 2;
            } else {
                break;
            }
        }
        field = text;
    }
    at = end + 1;
    if (at < m_record.size() && m_record[at] != m_delimiter && m_record.substr(at) != "\r")
        return fail(ErrorCode::Input,
                    "after the closing quote of a field stands \"" + std::string(m_record.substr(at, 20))
                        + "\", expected the delimiter or the end of the line (a quote inside a field is doubled)",
                    {.file = m_path, .line = m_lines.line()});
    return field;
}

} // namespace anchorage::formats
