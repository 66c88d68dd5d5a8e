#include "connectors/memory/memory_connector.h"

#include "connectors/memory/export_run.h"
#include "connectors/memory/import_run.h"
#include "connectors/memory/password_run.h"
#include "connectors/memory/store.h"
#include "core/base/file.h"

#include <filesystem>

namespace anchorage::memory {

MemoryConnector::MemoryConnector() = default;
MemoryConnector::~MemoryConnector() = default;

Settings MemoryConnector::settingsOf(const ConfigParameters &parameters)
{
    auto settings = Settings::parse(parameters);
    if (!settings)
        throw sdk::ExtensibleExtensionException("parameter " + settings.error().where.entry + ": " + settings.error().message);
    m_pageSizes = *settings;
    return std::move(*settings);
}

/// As a directory does that asks who comes: the message says neither password.
void MemoryConnector::bind(const Settings &settings)
{
    if (settings.bindPasswordFile.empty())
        return;
    const auto file = readFile(settings.bindPasswordFile);
    if (!file)
        throw sdk::BadServerCredentialsException("bindPasswordFile: " + file.error().text());
    if (std::string_view(*file).substr(0, file->find_last_not_of("\r\n") + 1) != settings.bindPassword.reveal())
        throw sdk::BadServerCredentialsException("bindPassword is not the one that the directory asks for");
}

void MemoryConnector::loadDirectory(const Settings &settings, const Schema &types)
{
    bind(settings);
    // Types come from the schema that Open got where the connector's own has none of that name.
    Schema known = settings.schema;
    for (const auto &type : types.types) {
        if (!known.find(type.name))
            known.types.push_back(type);
    }
    std::error_code error;
    const bool stored = !settings.store.empty() && std::filesystem::exists(utf8Path(settings.store), error);
    // Without a store the directory lives as long as the process: a kept process shows the last run's objects.
    if (!stored && settings.store.empty() && m_directory && m_directory->style() == settings.capabilities.distinguishedNameStyle)
        return;
    auto directory = std::make_shared<Directory>(settings.capabilities.distinguishedNameStyle);
    std::string text = settings.seed;
    if (stored) {
        auto file = readFile(settings.store);
        if (!file)
            throw sdk::ServerDownException("store: " + file.error().text());
        text = std::move(*file);
    }
    if (!text.empty()) {
        if (auto read = readObjects(text, known, settings, *directory); !read)
            throw sdk::UnexpectedDataException((stored ? "store " + settings.store : std::string("seed")) + ": "
                                               + read.error().text());
    }
    m_directory = std::move(directory);
}

void MemoryConnector::saveDirectory(const Settings &settings) const
{
    if (settings.store.empty() || !m_directory)
        return;
    if (auto saved = replaceFile(settings.store, objectsText(*m_directory)); !saved)
        throw sdk::EndConnectionException("store: " + saved.error().text());
}

MACapabilities MemoryConnector::capabilities(const ConfigParameters &parameters)
{
    return settingsOf(parameters).capabilities;
}

std::vector<ConfigParameterDefinition> MemoryConnector::configParameters(const ConfigParameters & /*soFar*/,
                                                                         ConfigParameterPage page)
{
    return parameterDefinitions(page);
}

ParameterValidationResult MemoryConnector::validateConfigParameters(const ConfigParameters &parameters, ConfigParameterPage page)
{
    return validateParameters(parameters, page);
}

Schema MemoryConnector::schema(const ConfigParameters &parameters)
{
    return settingsOf(parameters).schema;
}

std::vector<Partition> MemoryConnector::partitions(const ConfigParameters &parameters)
{
    auto settings = settingsOf(parameters);
    if (!settings.capabilities.supportPartitions || settings.partitions.empty())
        return {Partition{.identifier = Guid::fromName("partition\ndefault")}};
    return std::move(settings.partitions);
}

std::vector<HierarchyNode> MemoryConnector::hierarchy(const ConfigParameters &parameters, const HierarchyNode &parent)
{
    const auto settings = settingsOf(parameters);
    if (!settings.capabilities.supportHierarchy || settings.capabilities.distinguishedNameStyle != MADistinguishedNameStyle::Ldap)
        return {};
    const std::lock_guard lock(m_mutex);
    loadDirectory(settings, {});
    std::vector<HierarchyNode> nodes;
    for (const auto id : parent.dn.empty() ? m_directory->roots() : m_directory->children(parent.dn)) {
        const auto *object = m_directory->at(id);
        // Containers only: organizational units, and whatever has something below it.
        if (equalsIgnoreCase(object->type, "organizationalUnit") || m_directory->hasChildren(id))
            nodes.push_back({.dn = object->dn, .displayName = dnRdn(object->dn, MADistinguishedNameStyle::Ldap)});
    }
    return nodes;
}

void MemoryConnector::openExportConnection(const ConfigParameters &parameters, const Schema &types, const ExportRunStep &step)
{
    std::unique_lock lock(m_mutex);
    if (m_export)
        throw sdk::UnexpectedDataException("OpenExportConnection was called while a connection is open");
    m_openThrew = true; // until it has not
    auto settings = settingsOf(parameters);
    loadDirectory(settings, types);
    auto run = std::make_shared<ExportRun>(std::move(settings), types, step, m_directory);
    run->log.open(run->settings.log);
    run->log.opened(step);
    if (const auto fault = run->check.stepFault(); fault && run->settings.enforce != Enforce::Off)
        throw sdk::UnexpectedDataException("OpenExportConnection: " + fault->what + " was handed over, which is forbidden by "
                                           + fault->forbiddenBy);
    if (const auto *rule = run->script.find(CallRule::At::Open, 1))
        run->performer.perform(rule->mishap, m_host, lock);
    m_export = std::move(run);
    m_openThrew = false;
}

PutExportEntriesResults MemoryConnector::putExportEntries(const std::vector<CsEntryChange> &entries)
{
    std::unique_lock lock(m_mutex);
    const auto run = m_export;
    if (!run)
        throw sdk::UnexpectedDataException("PutExportEntries was called without an open connection");
    if (run->threw)
        throw sdk::UnexpectedDataException("PutExportEntries was called after it had thrown; Close has to follow (throw-1)");
    run->threw = true; // until it has not
    auto results = run->put(entries, m_host, lock);
    run->threw = false;
    if (run->settings.storeAfterPut || run->performer.isClosed())
        saveDirectory(run->settings);
    return results;
}

void MemoryConnector::closeExportConnection(CloseReason reason)
{
    std::unique_lock lock(m_mutex);
    const auto run = std::move(m_export);
    m_export.reset();
    if (!run) {
        if (!m_openThrew)
            throw sdk::UnexpectedDataException("CloseExportConnection was called without an open connection");
        m_openThrew = false;
        return;
    }
    run->performer.close();
    run->log.closed(reason);
    saveDirectory(run->settings);
    if (const auto *rule = run->script.find(CallRule::At::Close, 1))
        run->performer.perform(rule->mishap, m_host, lock);
    run->log.close();
}

} // namespace anchorage::memory
