#include "connectors/memory/directory.h"
#include "connectors/memory/export_run.h"
#include "connectors/memory/import_run.h"
#include "connectors/memory/memory_connector.h"
#include "connectors/memory/password_run.h"
#include "connectors/memory/scope_check.h"

#include <algorithm>

namespace anchorage::memory {

namespace {

CsEntryChange imported(const StoredObject &object, const SchemaType &type)
{
    CsEntryChange entry{.identifier = Guid::fromName("import\n" + object.dn),
                        .dn = object.dn,
                        .objectType = object.type,
                        .modification = ObjectModificationType::Add,
                        .anchors = {},
                        .changes = {}};
    for (const auto &name : object.anchors) {
        const auto values = object.attributes.find(name);
        if (values != object.attributes.end() && !values->second.empty())
            entry.anchors.push_back({name, values->second.front()});
    }
    for (const auto &attribute : type.attributes) {
        const auto values = object.attributes.find(attribute.name);
        if (attribute.operation == AttributeOperation::ExportOnly || values == object.attributes.end() || values->second.empty())
            continue;
        entry.changes.push_back(
            AttributeChange::add(attribute.name, values->second, typeOf(values->second.front()), attribute.multiValued));
    }
    return entry;
}

} // namespace

std::string MemoryConnector::openImportConnection(const ConfigParameters &parameters, const Schema &types,
                                                  const ImportRunStep &step)
{
    const std::lock_guard lock(m_mutex);
    auto settings = settingsOf(parameters);
    if (m_import)
        throw sdk::UnexpectedDataException("OpenImportConnection was called while a connection is open");
    if (!settings.capabilities.supportImport)
        throw sdk::UnexpectedDataException("an import run is forbidden by supportImport=false");
    if (step.importType == OperationType::Delta && !settings.capabilities.deltaImport)
        throw sdk::UnexpectedDataException("ImportType=Delta is forbidden by deltaImport=false");
    loadDirectory(settings, types);
    m_import = std::make_unique<ImportRun>(ImportRun{.settings = std::move(settings), .types = types, .step = step});
    return step.customData;
}

sdk::ImportEntries MemoryConnector::getImportEntries(const std::string &customData)
{
    const std::lock_guard lock(m_mutex);
    if (!m_import)
        throw sdk::UnexpectedDataException("GetImportEntries was called without an open connection");
    sdk::ImportEntries page;
    page.customData = customData;
    const auto size = static_cast<std::size_t>(std::max(1, m_import->step.pageSize));
    const auto &objects = m_directory->objects();
    for (auto next = objects.upper_bound(m_import->lastId); next != objects.end(); ++next) {
        const auto *type = m_import->types.find(next->second.type);
        if (!type
            || !isInScope(next->second.dn, m_import->settings, m_import->step.partition, m_import->step.inclusions,
                          m_import->step.exclusions)) {
            m_import->lastId = next->first;
            continue;
        }
        if (page.entries.size() == size) {
            page.moreToImport = true;
            break;
        }
        page.entries.push_back(imported(next->second, *type));
        m_import->lastId = next->first;
    }
    return page;
}

std::string MemoryConnector::closeImportConnection(CloseReason /*reason*/, const std::string &customData)
{
    const std::lock_guard lock(m_mutex);
    m_import.reset();
    return customData;
}

} // namespace anchorage::memory
