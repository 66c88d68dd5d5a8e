// A run's results on paper: one interface, a writer for each form. Writers stream: a report of a million
// hand-overs is never a text of that size in memory.
#pragma once

#include "core/base/result.h"
#include "core/report/connector_output.h"
#include "core/report/object_results.h"
#include "core/report/run_summary.h"
#include "core/report/verdict.h"
#include "core/run/journal_header.h"

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace anchorage::report {

/// Everything one run's report is made from; owns nothing.
struct RunReport {
    const run::JournalHeader &header; ///< what the run was made of; its space is the one it started from
    const RunSummary &summary;
    const ObjectResults &results;
    const ConnectorOutput *output = nullptr; ///< null: left out
    const Verdict *verdict = nullptr; ///< null: without expectations
    std::string cutOff = {}; ///< of a journal that is torn: in words what is missing
};

enum class Form : std::uint8_t { Text, Json, JUnit, Html, Csv, RunHistory };
std::string_view name(Form form); ///< "text", "json", "junit", "html", "csv", "run-history"
std::optional<Form> formFromText(std::string_view text);
/// By a file's suffix: .txt .json .html .csv; .xml is JUnit. Nothing for others.
std::optional<Form> formOfFile(std::string_view path);
inline constexpr std::array allForms{Form::Text, Form::Json, Form::JUnit, Form::Html, Form::Csv, Form::RunHistory};

/// Where the bytes go, in pieces of some KiB. Its first error ends the writing and is given back.
using Output = std::function<Result<void>(std::string_view)>;

class ReportWriter {
public:
    virtual ~ReportWriter() = default;
    /// Each run of a project once, in order.
    virtual Result<void> add(const RunReport &run) = 0;
    /// After the last one.
    virtual Result<void> finish() = 0;
};

std::unique_ptr<ReportWriter> makeWriter(Form form, Output output);
/// Of one run, as a whole; for tests and the clipboard.
std::string reportText(Form form, const RunReport &run);
/// Writes the file in one step. Error Io.
Result<void> writeReport(const std::string &path, Form form, const RunReport &run);

/// Lines of the text form one by one, for a terminal that follows a run: without a line end.
std::string callLine(const Call &call, const RunSummary &summary);

} // namespace anchorage::report
