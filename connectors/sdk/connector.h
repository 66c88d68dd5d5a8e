// What a C++ connector author includes: ECMA2's interfaces as abstract classes (ecma2.md 1).
// Implement Connector and those interfaces your target has; return `this` (or a member) from the
// matching accessor. What stays null is not implemented and never called: a connector without the
// export triple is import-only.
//
// State: [unopened] may be called at any time outside a run; [opening] and [export open] are the
// brackets of a run. One thread calls a connector, except where a function says [any thread].
// Exceptions: see exceptions.h. Any other std::exception ends the run as
// stopped-extension-dll-exception.
#pragma once

#include "connectors/sdk/exceptions.h"
#include "core/model/capabilities.h"
#include "core/model/config_parameter.h"
#include "core/model/csentry_change.h"
#include "core/model/partition.h"
#include "core/model/schema.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace anchorage::sdk {

/// IMAExtensible2GetCapabilities(Ex). Stored by the engine at creation; not called in an export run.
class GetCapabilities {
public:
    virtual ~GetCapabilities() = default;
    virtual MACapabilities capabilities(const ConfigParameters &parameters) = 0; // [unopened]
};

/// IMAExtensible2GetParameters.
class GetParameters {
public:
    virtual ~GetParameters() = default;
    virtual std::vector<ConfigParameterDefinition> configParameters(const ConfigParameters &soFar,
                                                                    ConfigParameterPage page) = 0; // [unopened]
    virtual ParameterValidationResult validateConfigParameters(const ConfigParameters &parameters,
                                                               ConfigParameterPage page) = 0; // [unopened]
};

/// IMAExtensible2GetSchema. Not called in an export run: Open gets the selected part.
class GetSchema {
public:
    virtual ~GetSchema() = default;
    virtual Schema schema(const ConfigParameters &parameters) = 0; // [unopened]
};

/// IMAExtensible2GetPartitions.
class GetPartitions {
public:
    virtual ~GetPartitions() = default;
    virtual std::vector<Partition> partitions(const ConfigParameters &parameters) = 0; // [unopened]
};

/// IMAExtensible2GetHierarchy: direct children of the node only.
class GetHierarchy {
public:
    virtual ~GetHierarchy() = default;
    virtual std::vector<HierarchyNode> hierarchy(const ConfigParameters &parameters,
                                                 const HierarchyNode &parent) = 0; // [unopened]
};

/// IMAExtensible2CallExport: the triple is all or nothing.
class CallExport {
public:
    virtual ~CallExport() = default;
    /// `types` holds selected types and attributes only. [unopened -> export open; stays unopened if it throws]
    virtual void openExportConnection(const ConfigParameters &parameters, const Schema &types, const ExportRunStep &step) = 0;
    /// Called many times, in passes; the same object may come again. No result for an entry means
    /// success. [export open]
    virtual PutExportEntriesResults putExportEntries(const std::vector<CsEntryChange> &entries) = 0;
    /// After all entries, on Stop and after any exception, also one from Open. With the run setting
    /// closeDuringPut it may come while putExportEntries still runs, on another thread. [export open, or Open threw]
    virtual void closeExportConnection(CloseReason reason) = 0;
    virtual int exportDefaultPageSize() const { return 100; } // [any]
    virtual int exportMaxPageSize() const { return 9999; } // [any]
};

struct ImportEntries {
    std::vector<CsEntryChange> entries; ///< modification Add for a full import
    bool moreToImport = false;
    std::string customData;
};

/// IMAExtensible2CallImport.
class CallImport {
public:
    virtual ~CallImport() = default;
    virtual std::string openImportConnection(const ConfigParameters &parameters, const Schema &types,
                                             const ImportRunStep &step) = 0;
    virtual ImportEntries getImportEntries(const std::string &customData) = 0;
    virtual std::string closeImportConnection(CloseReason reason, const std::string &customData) = 0;
    virtual int importDefaultPageSize() const { return 100; }
    virtual int importMaxPageSize() const { return 9999; }
};

/// The object of a password call.
struct PasswordTarget {
    std::string dn;
    std::string objectType;
    std::vector<AnchorAttribute> anchors;
};

/// IMAExtensible2Password: all errors are exceptions.
class CallPassword {
public:
    virtual ~CallPassword() = default;
    virtual void openPasswordConnection(const ConfigParameters &parameters, const Partition &partition) = 0;
    virtual ConnectionSecurityLevel connectionSecurityLevel() { return ConnectionSecurityLevel::NotSecure; }
    virtual void setPassword(const PasswordTarget &target, const Secret &newPassword, const PasswordOptions &options) = 0;
    virtual void changePassword(const PasswordTarget &target, const Secret &oldPassword, const Secret &newPassword) = 0;
    virtual void closePasswordConnection() = 0;
};

/// What the host offers a connector. All functions: [any thread], any state.
struct Host {
    std::function<void(const std::string &level, const std::string &text)> log; ///< "debug", "info", "warning", "error"
    std::function<void(const std::string &text)> progress; ///< "still working": keeps a long call from timing out
    std::function<bool()> cancelled; ///< somebody asked the running call to give up
};

/// The connector: one instance a process, made by ANCHORAGE_CONNECTOR, destroyed before the process ends.
class Connector {
public:
    virtual ~Connector() = default;
    virtual std::string name() const = 0;
    virtual std::string version() const = 0;
    virtual void setHost(Host host) { m_host = std::move(host); }

    virtual GetCapabilities *getCapabilities() { return nullptr; }
    virtual GetParameters *getParameters() { return nullptr; }
    virtual GetSchema *getSchema() { return nullptr; }
    virtual GetPartitions *getPartitions() { return nullptr; }
    virtual GetHierarchy *getHierarchy() { return nullptr; }
    virtual CallExport *callExport() { return nullptr; }
    virtual CallImport *callImport() { return nullptr; }
    virtual CallPassword *callPassword() { return nullptr; }

protected:
    void log(const std::string &level, const std::string &text) const
    {
        if (m_host.log)
            m_host.log(level, text);
    }
    Host m_host;
};

} // namespace anchorage::sdk
