// What a run leaves for others: its journal, and reports made from it. From the journal, not from what the
// window holds, so that a report says the same whoever makes it, here or on the command line.
#pragma once

#include "app/desktop/controller/run_story.h"
#include "app/desktop/controller/task.h"
#include "core/project/project.h"
#include "core/report/report_writer.h"

#include <string>
#include <vector>

namespace anchorage::desktop {

struct ReportRequest {
    std::string journal;
    std::string file;
    report::Form form = report::Form::Html;
    /// Its expectations count when the journal is a run of it.
    project::Project project;
    std::vector<project::Step> steps;
};
/// For a worker. Errors are those of the reader and Io; the old file stays then.
Result<void> writeReport(const ReportRequest &request, TaskControl &control);

/// For a worker: the same bytes in another place, in one step. Error Io, NotFound.
Result<void> copyJournal(const std::string &from, const std::string &to, TaskControl &control);

/// A run that is over, as values: for a worker.
struct RunEnd {
    space::Space start; ///< indexes of outcomes are its
    std::vector<ObjectOutcome> outcomes;
    space::Space left; ///< what the run left, with the anchors and names of what got through
};
RunEnd runEnd(const RunStory &story, const space::Space *left);

struct FailedOnly {
    space::Space after;
    std::vector<space::ObjectIndex> changed;
    std::uint64_t kept = 0; ///< objects that stay in the run
};
/// For a worker: what did not get through (error, run stopped, fate unknown) stays in the run, edited since or not. What
/// got through is taken over as the run left it, so that references to it are known; every other object with a pending
/// change is left out. Nothing failed: nothing is kept and nothing changes. Error Input: none of what failed has a
/// pending change any more.
Result<FailedOnly> keepFailed(const RunEnd &run, const space::Space &before, TaskControl &control);

} // namespace anchorage::desktop
