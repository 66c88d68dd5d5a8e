// Everything a report needs to hear of a run, in one ear: give it each event once, in order.
#pragma once

#include "core/report/connector_output.h"
#include "core/report/run_summary.h"
#include "core/run/run_event.h"

namespace anchorage::report {

struct RunAccount {
    RunSummaryFold summary;
    ConnectorOutput output;

    void add(const run::RunEvent &happened)
    {
        summary.add(happened);
        output.add(happened);
    }
};

} // namespace anchorage::report
