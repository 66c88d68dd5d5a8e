// A strict in-memory directory. Every capability is a parameter, so every path of the engine can be
// shown; what the capabilities forbid fails the run, what a target refuses is an object error, and a
// script makes it misbehave. resources/docs/connector-memory.md is its manual.
#pragma once

#include "connectors/memory/settings.h"
#include "connectors/sdk/connector.h"

#include <memory>
#include <mutex>

namespace anchorage::memory {

class Directory;
struct ExportRun;
struct ImportRun;
struct PasswordRun;

class MemoryConnector : public sdk::Connector,
                        public sdk::GetCapabilities,
                        public sdk::GetParameters,
                        public sdk::GetSchema,
                        public sdk::GetPartitions,
                        public sdk::GetHierarchy,
                        public sdk::CallExport,
                        public sdk::CallImport,
                        public sdk::CallPassword {
public:
    MemoryConnector();
    ~MemoryConnector() override;

    std::string name() const override { return "memory"; }
    std::string version() const override { return ANCHORAGE_VERSION; }
    sdk::GetCapabilities *getCapabilities() override { return this; }
    sdk::GetParameters *getParameters() override { return this; }
    sdk::GetSchema *getSchema() override { return this; }
    sdk::GetPartitions *getPartitions() override { return this; }
    sdk::GetHierarchy *getHierarchy() override { return this; }
    sdk::CallExport *callExport() override { return this; }
    sdk::CallImport *callImport() override { return this; }
    sdk::CallPassword *callPassword() override { return this; }

    MACapabilities capabilities(const ConfigParameters &parameters) override;
    std::vector<ConfigParameterDefinition> configParameters(const ConfigParameters &soFar, ConfigParameterPage page) override;
    ParameterValidationResult validateConfigParameters(const ConfigParameters &parameters, ConfigParameterPage page) override;
    Schema schema(const ConfigParameters &parameters) override;
    std::vector<Partition> partitions(const ConfigParameters &parameters) override;
    std::vector<HierarchyNode> hierarchy(const ConfigParameters &parameters, const HierarchyNode &parent) override;

    void openExportConnection(const ConfigParameters &parameters, const Schema &types, const ExportRunStep &step) override;
    PutExportEntriesResults putExportEntries(const std::vector<CsEntryChange> &entries) override;
    void closeExportConnection(CloseReason reason) override;
    int exportDefaultPageSize() const override { return m_pageSizes.exportDefaultPageSize; }
    int exportMaxPageSize() const override { return m_pageSizes.exportMaxPageSize; }

    std::string openImportConnection(const ConfigParameters &parameters, const Schema &types, const ImportRunStep &step) override;
    sdk::ImportEntries getImportEntries(const std::string &customData) override;
    std::string closeImportConnection(CloseReason reason, const std::string &customData) override;
    int importDefaultPageSize() const override { return m_pageSizes.importDefaultPageSize; }
    int importMaxPageSize() const override { return m_pageSizes.importMaxPageSize; }

    void openPasswordConnection(const ConfigParameters &parameters, const Partition &partition) override;
    void setPassword(const sdk::PasswordTarget &target, const Secret &newPassword, const PasswordOptions &options) override;
    void changePassword(const sdk::PasswordTarget &target, const Secret &oldPassword, const Secret &newPassword) override;
    void closePasswordConnection() override;

private:
    /// Throws ExtensibleExtensionException: a parameter that validation would have refused.
    Settings settingsOf(const ConfigParameters &parameters);
    static void bind(const Settings &settings); ///< throws BadServerCredentialsException
    void loadDirectory(const Settings &settings, const Schema &types);
    /// `call` is SetPassword or ChangePassword.
    void givePassword(const char *call, const sdk::PasswordTarget &target, const Secret &newPassword);
    void saveDirectory(const Settings &settings) const;

    Settings m_pageSizes; ///< of the parameters seen last: ECMA2 asks for page sizes without any
    std::shared_ptr<Directory> m_directory;
    std::shared_ptr<ExportRun> m_export; ///< shared: Close may come while Put still runs (closeDuringPut)
    std::unique_ptr<ImportRun> m_import;
    std::unique_ptr<PasswordRun> m_password;
    bool m_openThrew = false; ///< Close after an Open that threw is the rule, not a mistake (throw-4)
    mutable std::mutex m_mutex;
};

} // namespace anchorage::memory
