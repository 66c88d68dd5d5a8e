// Events of a run <-> lines of a journal. A line is one JSON object: `seq` and `at` (nanoseconds since
// the run began), then one member that says what it is, then the rest of it:
//   {"seq":1,"at":0,"input":"Start"}
//   {"seq":3,"at":81000,"command":"Put","pass":1,"page":1,"entries":[{"object":0,"reason":…,"entry":{…}}],"removals":[]}
//   {"seq":4,"at":90000,"input":"Sent","put":3}                 the page of event 3, unchanged
//   {"seq":4,"at":90000,"input":"Sent","entries":[…],"edited":true}
//   {"seq":5,"at":91000,"call":"putExportEntries","entries":2}
//   {"seq":6,"at":99000,"ended":"putExportEntries","how":"returned","results":2,"duration":7000000}
//   {"seq":7,"at":99500,"input":"Answered","results":[…]}
// and likewise "log", "progress", "process", "processEnded", "debugger", "breakpoint", "fault", "held",
// "refused". Readers ignore members they do not know.
#pragma once

#include "core/json/json_reader.h"
#include "core/json/json_writer.h"
#include "core/run/run_event.h"

#include <string>

namespace anchorage::run {

/// One JSON object, without a line end. A Sent that names its Put is written without the entries.
void write(json::Writer &out, const RunEvent &event);
/// The error names the member. A Sent that names its Put comes back without entries: whoever reads
/// the whole journal knows the page (record::JournalReader fills it in).
Result<RunEvent> readRunEvent(const json::Node &node);

/// One JSON object each, the same members as in a journal's line: for comparisons and messages.
std::string toJson(const engine::Input &input);
std::string toJson(const engine::Command &command);

} // namespace anchorage::run
