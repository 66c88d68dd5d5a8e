// Everything a report needs to hear of a run, in one ear: give it each event once, in order.
#pragma once

#include "core/report/connector_output.h"
#include "core/report/run_summary.h"
#include "core/run/run_event.h"
#include "core/space/entry_store.h"

namespace anchorage::report {

/// What was handed over, packed, in the order of the machine's hand-overs: the machine itself lets go of
/// the changes of earlier pages.
class SentEntries {
public:
    void add(const run::RunEvent &happened);
    const space::EntryStore &entries() const { return m_entries; }

private:
    space::EntryStore m_entries;
};

struct RunAccount {
    RunSummaryFold summary;
    ConnectorOutput output;
    SentEntries sent;

    void add(const run::RunEvent &happened)
    {
        summary.add(happened);
        output.add(happened);
        sent.add(happened);
    }
};

} // namespace anchorage::report
