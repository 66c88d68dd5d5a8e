#include "connectors/sql/export_run.h"

#include "connectors/sql/catalogue.h"

namespace anchorage::sql {

namespace {

Outcome notWritten()
{
    return {.code = MAExportError::ExportErrorConnectedDirectoryError,
            .detail = "not written: the run is being stopped",
            .anchors = {}};
}

void report(const sdk::Host &host, std::size_t written)
{
    if (host.progress && written % 50 == 0)
        host.progress(std::to_string(written) + " entries written");
}

} // namespace

ExportRun::ExportRun(Settings settings, Schema types)
    : m_settings(std::move(settings)), m_types(std::move(types)), m_database(m_settings.connection),
      m_mapping(checkedMapping(m_database, m_settings)), m_writer(m_database, m_settings, m_mapping, m_types)
{
}

bool ExportRun::putPage(const std::vector<CsEntryChange> &entries, const sdk::Host &host, Outcomes &outcomes)
{
    m_database.begin();
    for (const auto &entry : entries) {
        if (isStopped(host)) {
            outcomes.push_back(notWritten());
            continue;
        }
        m_database.setSavepoint();
        outcomes.push_back(m_writer.write(entry));
        if (outcomes.back().isFine())
            m_database.releaseSavepoint();
        else
            m_database.rollbackToSavepoint();
        report(host, outcomes.size());
    }
    return m_database.commit().has_value();
}

void ExportRun::putOneByOne(const std::vector<CsEntryChange> &entries, const sdk::Host &host, Outcomes &outcomes)
{
    for (const auto &entry : entries) {
        if (isStopped(host)) {
            outcomes.push_back(notWritten());
            continue;
        }
        m_database.begin();
        auto outcome = m_writer.write(entry);
        if (!outcome.isFine()) {
            m_database.rollback();
        } else if (const auto done = m_database.commit(); !done) {
            outcome = {.code = exportErrorOf(done.error().fault, entry.modification), .detail = done.error().text, .anchors = {}};
            m_database.rollback();
        }
        outcomes.push_back(std::move(outcome));
        report(host, outcomes.size());
    }
}

PutExportEntriesResults ExportRun::put(const std::vector<CsEntryChange> &entries, const sdk::Host &host)
{
    Outcomes outcomes;
    try {
        const bool asPage = m_settings.commitEach == CommitEach::Page && m_database.hasSavepoints();
        // A deferred constraint shows at the commit, which then fails the whole page.
        if (!asPage || !putPage(entries, host, outcomes)) {
            if (asPage)
                m_database.rollback();
            outcomes.clear();
            putOneByOne(entries, host, outcomes);
        }
    } catch (...) {
        m_database.rollback();
        throw;
    }
    PutExportEntriesResults answer;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        auto &outcome = outcomes[i];
        // A result says something new only for a refusal or an anchor (ecma2.md 5.1).
        if (!outcome.isFine() || !outcome.anchors.empty())
            answer.results->push_back({.identifier = entries[i].identifier,
                                       .anchors = std::move(outcome.anchors),
                                       .errorCode = outcome.code,
                                       .errorName = outcome.isFine() ? std::string() : std::string(engineString(outcome.code)),
                                       .errorDetail = std::move(outcome.detail)});
    }
    return answer;
}

} // namespace anchorage::sql
