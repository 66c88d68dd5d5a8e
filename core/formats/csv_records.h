// CSV's records and fields (RFC 4180) from lines; a quoted field may go over many. Internal to core/formats.
#pragma once

#include "core/base/result.h"
#include "core/formats/text_lines.h"

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace anchorage::formats {

/// The message of an error that reading once more as Windows-1252 mends.
inline constexpr std::string_view csvIsNoUtf8 = "the text is no UTF-8";

class CsvRecords {
public:
    /// Delimiter and quote are the request's, else what the first line shows; Excel's "sep=" line is none of
    /// the records. `encoding` stands in for the request's. The request must outlive the records.
    static Result<CsvRecords> open(const LoadRequest &request, CsvEncoding encoding);

    /// The next record's fields; false at the end. Views live until the next call. Empty lines are passed over.
    Result<bool> next(std::vector<std::string_view> &fields);
    std::uint64_t line() const { return m_line; } ///< of the record's first line
    /// The record that next() gave last is plain ASCII for sure; false says nothing.
    bool isAscii() const { return m_copyCount == 0 && m_lines.isAscii(); }
    bool cutOff() const { return m_lines.cutOff(); }
    TextLines::Encoding encoding() const { return m_lines.encoding(); }
    char delimiter() const { return m_delimiter; }
    char quote() const { return m_quote; } ///< '\0': nothing quotes

private:
    CsvRecords(TextLines lines, const std::string &path) : m_lines(std::move(lines)), m_path(path) { }
    Result<void> split(std::vector<std::string_view> &fields);
    Result<std::string_view> quoted(std::size_t &at, std::vector<std::string_view> &fields);
    Result<void> nextLine(std::vector<std::string_view> &fields);
    std::string &copy();

    TextLines m_lines;
    const std::string &m_path;
    char m_delimiter = ',';
    char m_quote = '"';
    bool m_skipsFirst = false; // the "sep=" line
    std::string_view m_record; // the line at hand: the record's last one, so far
    std::deque<std::string> m_copies; // fields that do not stand in the line at hand as they are
    std::size_t m_copyCount = 0;
    std::size_t m_saved = 0; // so many of the first fields are no views of the line at hand
    std::uint64_t m_line = 0;
};

} // namespace anchorage::formats
