// Objects in the tables of a database, through Qt SQL: SQLite files, and what other drivers reach.
// resources/docs/connector-sql.md is its manual.
#pragma once

#include "connectors/sdk/connector.h"
#include "connectors/sql/qt_application.h"

#include <memory>
#include <mutex>

namespace anchorage::sql {

class ExportRun;
class ImportRun;

class SqlConnector : public sdk::Connector,
                     public sdk::GetCapabilities,
                     public sdk::GetParameters,
                     public sdk::GetSchema,
                     public sdk::CallExport,
                     public sdk::CallImport {
public:
    SqlConnector();
    ~SqlConnector() override;

    std::string name() const override { return "sql"; }
    std::string version() const override { return ANCHORAGE_VERSION; }
    sdk::GetCapabilities *getCapabilities() override { return this; }
    sdk::GetParameters *getParameters() override { return this; }
    sdk::GetSchema *getSchema() override { return this; }
    sdk::CallExport *callExport() override { return this; }
    sdk::CallImport *callImport() override { return this; }

    MACapabilities capabilities(const ConfigParameters &parameters) override;
    std::vector<ConfigParameterDefinition> configParameters(const ConfigParameters &soFar, ConfigParameterPage page) override;
    /// The Connectivity page also connects; the Schema page also compares the mapping with the tables.
    ParameterValidationResult validateConfigParameters(const ConfigParameters &parameters, ConfigParameterPage page) override;
    Schema schema(const ConfigParameters &parameters) override;

    void openExportConnection(const ConfigParameters &parameters, const Schema &types, const ExportRunStep &step) override;
    PutExportEntriesResults putExportEntries(const std::vector<CsEntryChange> &entries) override;
    void closeExportConnection(CloseReason reason) override;

    std::string openImportConnection(const ConfigParameters &parameters, const Schema &types, const ImportRunStep &step) override;
    sdk::ImportEntries getImportEntries(const std::string &customData) override;
    std::string closeImportConnection(CloseReason reason, const std::string &customData) override;

private:
    std::unique_ptr<QCoreApplication> m_application; // first: databases go before it
    std::shared_ptr<ExportRun> m_export; ///< shared: Close may come while Put still runs (closeDuringPut)
    std::unique_ptr<ImportRun> m_import;
    std::mutex m_mutex; // guards m_export
    std::mutex m_putMutex; // held as long as a page is written
};

} // namespace anchorage::sql
