// One export run between Open and Close: a transaction for each page, a savepoint for each entry, so
// that a bad entry fails alone; or a transaction for each entry (commitEach).
#pragma once

#include "connectors/sdk/connector.h"
#include "connectors/sql/entry_writer.h"

#include <atomic>

namespace anchorage::sql {

class ExportRun {
public:
    /// Connects, and checks the mapping against the database's tables. Throws.
    ExportRun(Settings settings, Schema types);

    /// What is committed when this returns is exactly what was answered with success. Throws when
    /// the connection breaks; then nothing of the page is written, with commitEach=entry nothing more of it.
    PutExportEntriesResults put(const std::vector<CsEntryChange> &entries, const sdk::Host &host);
    /// [any thread] Entries not yet written are refused.
    void stop() { m_stopped = true; }

private:
    using Outcomes = std::vector<Outcome>;

    /// False: the database refused the commit, so which entry is at fault is not known.
    bool putPage(const std::vector<CsEntryChange> &entries, const sdk::Host &host, Outcomes &outcomes);
    void putOneByOne(const std::vector<CsEntryChange> &entries, const sdk::Host &host, Outcomes &outcomes);
    bool isStopped(const sdk::Host &host) const { return m_stopped || (host.cancelled && host.cancelled()); }

    Settings m_settings;
    Schema m_types;
    Database m_database;
    Mapping m_mapping;
    EntryWriter m_writer;
    std::atomic<bool> m_stopped = false;
};

} // namespace anchorage::sql
