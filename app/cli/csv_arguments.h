// --csv-…: how a CSV file is to be taken, for every command that reads files; --out-…: how one is written.
#pragma once

#include "core/base/result.h"
#include "core/formats/format.h"

#include <CLI/App.hpp>

#include <string>
#include <vector>

namespace anchorage::cli {

class CsvArguments {
public:
    void addTo(CLI::App &command);
    /// Error Usage that names the option.
    Result<formats::CsvOptions> options() const;

private:
    std::string m_delimiter, m_quote, m_encoding, m_dn, m_action, m_type;
    std::string m_separator = formats::CsvOptions().valueSeparator;
    std::vector<std::string> m_anchors, m_columns;
};

class OutputArguments {
public:
    void addTo(CLI::App &command);
    /// Sets encoding and CSV options. Error Usage that names the option.
    Result<void> applyTo(formats::SaveRequest &request) const;

private:
    std::string m_delimiter, m_quote, m_encoding;
    std::string m_separator = formats::CsvOptions().valueSeparator;
};

} // namespace anchorage::cli
