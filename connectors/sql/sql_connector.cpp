#include "connectors/sql/sql_connector.h"

#include "connectors/sql/catalogue.h"
#include "connectors/sql/export_run.h"
#include "connectors/sql/import_run.h"
#include "connectors/sql/settings.h"

namespace anchorage::sql {

namespace {

/// Throws what validation would have refused.
Settings settingsOf(const ConfigParameters &parameters)
{
    auto settings = Settings::parse(parameters);
    if (!settings)
        throw sdk::ExtensibleExtensionException("parameter " + settings.error().where.entry + ": " + settings.error().message);
    return std::move(*settings);
}

bool isOnPage(const std::string &parameter, ConfigParameterPage page)
{
    for (const auto &definition : parameterDefinitions(page)) {
        if (definition.name == parameter)
            return true;
    }
    return false;
}

} // namespace

SqlConnector::SqlConnector() : m_application(applicationIfNone()) { }

SqlConnector::~SqlConnector()
{
    m_export.reset();
    m_import.reset();
}

MACapabilities SqlConnector::capabilities(const ConfigParameters &parameters)
{
    return settingsOf(parameters).capabilities;
}

std::vector<ConfigParameterDefinition> SqlConnector::configParameters(const ConfigParameters & /*soFar*/,
                                                                      ConfigParameterPage page)
{
    return parameterDefinitions(page);
}

ParameterValidationResult SqlConnector::validateConfigParameters(const ConfigParameters &parameters, ConfigParameterPage page)
{
    const auto refused = [](std::string message, std::string parameter) {
        return ParameterValidationResult{.code = ParameterValidationResultCode::Failure,
                                         .errorMessage = std::move(message),
                                         .errorParameter = std::move(parameter)};
    };
    const auto settings = Settings::parse(parameters);
    if (!settings) {
        // Another page's parameter may not have been asked for yet.
        const auto &parameter = settings.error().where.entry;
        return isOnPage(parameter, page) ? refused(settings.error().message, parameter) : ParameterValidationResult{};
    }
    if (page != ConfigParameterPage::Connectivity && page != ConfigParameterPage::Schema)
        return {};
    try {
        Database database(settings->connection);
        if (page == ConfigParameterPage::Schema)
            (void)checkedMapping(database, *settings);
    } catch (const sdk::ExtensibleExtensionException &e) {
        return refused(e.what(), "mapping");
    } catch (const sdk::BadServerCredentialsException &e) {
        return refused(e.what(), "password");
    } catch (const sdk::ExtensionException &e) {
        return refused(e.what(),
                       QSqlDatabase::isDriverAvailable(QString::fromStdString(settings->connection.driver)) ? "database"
                                                                                                            : "driver");
    }
    return {};
}

Schema SqlConnector::schema(const ConfigParameters &parameters)
{
    const auto settings = settingsOf(parameters);
    Database database(settings.connection);
    return checkedMapping(database, settings).schema();
}

void SqlConnector::openExportConnection(const ConfigParameters &parameters, const Schema &types, const ExportRunStep & /*step*/)
{
    const std::lock_guard lock(m_mutex);
    if (m_export)
        throw sdk::UnexpectedDataException("OpenExportConnection was called while a connection is open");
    m_export = std::make_shared<ExportRun>(settingsOf(parameters), types);
}

PutExportEntriesResults SqlConnector::putExportEntries(const std::vector<CsEntryChange> &entries)
{
    const std::lock_guard putting(m_putMutex);
    std::unique_lock lock(m_mutex);
    const auto run = m_export;
    lock.unlock();
    if (!run)
        throw sdk::UnexpectedDataException("PutExportEntries was called without an open connection");
    return run->put(entries, m_host);
}

void SqlConnector::closeExportConnection(CloseReason /*reason*/)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_export)
            m_export->stop();
    }
    const std::lock_guard putting(m_putMutex); // a page that is being written ends first
    const std::lock_guard lock(m_mutex);
    m_export.reset();
}

std::string SqlConnector::openImportConnection(const ConfigParameters &parameters, const Schema &types, const ImportRunStep &step)
{
    if (m_import)
        throw sdk::UnexpectedDataException("OpenImportConnection was called while a connection is open");
    if (step.importType == OperationType::Delta)
        throw sdk::EntryPointNotImplementedException("a database keeps no list of changes: only a full import is possible");
    m_import = std::make_unique<ImportRun>(settingsOf(parameters), types, step.pageSize);
    return step.customData;
}

sdk::ImportEntries SqlConnector::getImportEntries(const std::string &customData)
{
    if (!m_import)
        throw sdk::UnexpectedDataException("GetImportEntries was called without an open connection");
    auto page = m_import->nextPage();
    page.customData = customData;
    return page;
}

std::string SqlConnector::closeImportConnection(CloseReason /*reason*/, const std::string &customData)
{
    m_import.reset();
    return customData;
}

} // namespace anchorage::sql
