// One factory for each form. Internal to core/report; makeWriter() is the way in.
#pragma once

#include "core/report/report_writer.h"

#include <memory>
#include <string>

namespace anchorage::report {

std::unique_ptr<ReportWriter> makeTextWriter(Output output);
std::unique_ptr<ReportWriter> makeJsonWriter(Output output);
std::unique_ptr<ReportWriter> makeJUnitWriter(Output output);
std::unique_ptr<ReportWriter> makeHtmlWriter(Output output);
std::unique_ptr<ReportWriter> makeCsvWriter(Output output);
std::unique_ptr<ReportWriter> makeRunHistoryWriter(Output output);

/// "project step", "step", or the connector's file: what a run is called.
std::string titleOf(const run::JournalHeader &header);
/// What the connector said of a hand-over: "success", "no result", "cd-missing-object", "no answer: …".
std::string saidText(const engine::HandOver &handOver);
/// "p1.2"
std::string placeText(PagePosition position);
/// Everything of an exception, inner ones indented.
std::string exceptionLines(const ExceptionInfo &exception, const std::string &indent = {});

} // namespace anchorage::report
