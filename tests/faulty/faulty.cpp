// The faulty connector; fault.h says what it can do.
#include "tests/faulty/fault.h"

#include "connectors/sdk/entry.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <thread>

namespace anchorage::faulty {

class Faulty final : public sdk::Connector,
                     public sdk::GetCapabilities,
                     public sdk::GetParameters,
                     public sdk::GetSchema,
                     public sdk::GetPartitions,
                     public sdk::GetHierarchy,
                     public sdk::CallExport,
                     public sdk::CallImport,
                     public sdk::CallPassword {
public:
    Faulty()
    {
        m_host = {[](const std::string &, const std::string &) {}, [](const std::string &) {}, [] { return false; }};
        if (const char *faults = std::getenv("ANCHORAGE_FAULTY"))
            m_faults = parseFaults(faults);
        if (const char *interfaces = std::getenv("ANCHORAGE_FAULTY_INTERFACES"))
            m_interfaces = ' ' + std::string(interfaces) + ' ';
        begin("create");
    }
    ~Faulty() override { begin("destroy"); }

    std::string name() const override { return "faulty"; }
    std::string version() const override { return "1"; }

    sdk::GetCapabilities *getCapabilities() override { return has("capabilities") ? this : nullptr; }
    sdk::GetParameters *getParameters() override { return has("parameters") ? this : nullptr; }
    sdk::GetSchema *getSchema() override { return has("schema") ? this : nullptr; }
    sdk::GetPartitions *getPartitions() override { return has("partitions") ? this : nullptr; }
    sdk::GetHierarchy *getHierarchy() override { return has("hierarchy") ? this : nullptr; }
    sdk::CallExport *callExport() override { return has("callExport") ? this : nullptr; }
    sdk::CallImport *callImport() override { return has("callImport") ? this : nullptr; }
    sdk::CallPassword *callPassword() override { return has("password") ? this : nullptr; }

    MACapabilities capabilities(const ConfigParameters &parameters) override
    {
        configure(parameters);
        begin("capabilities");
        MACapabilities capabilities;
        capabilities.distinguishedNameStyle = MADistinguishedNameStyle::Generic;
        capabilities.objectRename = true;
        capabilities.supportPassword = true;
        return capabilities;
    }

    std::vector<ConfigParameterDefinition> configParameters(const ConfigParameters &soFar, ConfigParameterPage page) override
    {
        configure(soFar);
        const auto *fault = begin("parameters");
        if (page != ConfigParameterPage::Connectivity)
            return {};
        ConfigParameterDefinition definition;
        definition.name = "fault";
        if (is(fault, "giant"))
            definition.name.assign(sizeOf(*fault, 1 << 20), 'x');
        return {definition};
    }

    ParameterValidationResult validateConfigParameters(const ConfigParameters &parameters, ConfigParameterPage) override
    {
        configure(parameters);
        begin("validate");
        return {};
    }

    Schema schema(const ConfigParameters &parameters) override
    {
        configure(parameters);
        const auto *fault = begin("schema");
        if (is(fault, "empty-schema"))
            return {};
        const auto id = attribute("id", AttributeType::String, false, !is(fault, "no-anchor-attribute"));
        Schema schema{{{"user",
                        false,
                        {id, attribute("cn"), attribute("mail"), attribute("age", AttributeType::Integer),
                         attribute("manager", AttributeType::Reference)},
                        {}},
                       {"group", false, {id, attribute("cn"), attribute("member", AttributeType::Reference, true)}, {}}}};
        if (is(fault, "duplicate-attribute"))
            schema.types.front().attributes.push_back(attribute("cn"));
        if (is(fault, "giant"))
            schema.types.push_back({std::string(sizeOf(*fault, 1 << 20), 'x'), false, {}, {}});
        return schema;
    }

    std::vector<Partition> partitions(const ConfigParameters &parameters) override
    {
        configure(parameters);
        begin("partitions");
        return {{Guid::fromName("faulty"), "dc=faulty", "faulty", false}};
    }

    std::vector<HierarchyNode> hierarchy(const ConfigParameters &parameters, const HierarchyNode &parent) override
    {
        configure(parameters);
        begin("hierarchy");
        return {{"ou=a," + parent.dn, "a"}, {"ou=b," + parent.dn, "b"}};
    }

    void openExportConnection(const ConfigParameters &parameters, const Schema &, const ExportRunStep &) override
    {
        configure(parameters);
        begin("open");
    }

    PutExportEntriesResults putExportEntries(const std::vector<CsEntryChange> &entries) override
    {
        const auto *fault = begin("put", std::to_string(entries.size()));
        while (is(fault, "untilClose") && !m_closed)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        std::vector<CsEntryChangeResult> results;
        for (const auto &entry : entries) {
            begin("entry", {}, false);
            results.push_back(accepted(entry, concerns(fault, results.size() + 1) ? fault : nullptr));
        }
        auto answer = spoil(std::move(results), fault);
        if (!entries.empty())
            m_earlier = entries.front().identifier;
        return answer;
    }

    void closeExportConnection(CloseReason reason) override
    {
        begin("close", std::string(anchorage::name(reason)));
        m_closed = true;
    }

    std::string openImportConnection(const ConfigParameters &parameters, const Schema &, const ImportRunStep &) override
    {
        configure(parameters);
        begin("openImport");
        return {};
    }

    sdk::ImportEntries getImportEntries(const std::string &) override
    {
        const auto *fault = begin("import");
        CsEntryChange entry;
        entry.identifier = Guid::fromName("imported");
        entry.dn = "cn=imported";
        entry.objectType = "user";
        entry.modification = ObjectModificationType::Add;
        entry.anchors = {{"id", std::string("1")}};
        entry.changes = {AttributeChange::add("cn", {std::string("imported")}, AttributeType::String, false)};
        if (is(fault, "wrong-type"))
            entry.changes = {AttributeChange::add("cn", {std::int64_t{7}}, AttributeType::Integer, false)};
        if (is(fault, "giant"))
            entry.dn.assign(sizeOf(*fault, 1 << 20), 'x');
        return {{entry}, false, {}};
    }

    std::string closeImportConnection(CloseReason, const std::string &) override
    {
        begin("closeImport");
        return {};
    }

    void openPasswordConnection(const ConfigParameters &parameters, const Partition &) override
    {
        configure(parameters);
        begin("openPassword");
    }
    ConnectionSecurityLevel connectionSecurityLevel() override
    {
        begin("securityLevel");
        return ConnectionSecurityLevel::Secure;
    }
    void setPassword(const sdk::PasswordTarget &target, const Secret &, const PasswordOptions &) override
    {
        begin("setPassword", target.dn);
    }
    void changePassword(const sdk::PasswordTarget &target, const Secret &, const Secret &) override
    {
        begin("changePassword", target.dn);
    }
    void closePasswordConnection() override { begin("closePassword"); }

private:
    static SchemaAttribute attribute(std::string name, AttributeType type = AttributeType::String, bool multiValued = false,
                                     bool anchor = false)
    {
        SchemaAttribute attribute;
        attribute.name = std::move(name);
        attribute.type = type;
        attribute.multiValued = multiValued;
        attribute.anchor = anchor;
        return attribute;
    }

    static bool is(const Fault *fault, std::string_view kind) { return fault != nullptr && fault->kind == kind; }

    bool has(std::string_view interface) const
    {
        return m_interfaces.empty() || m_interfaces.find(' ' + std::string(interface) + ' ') != std::string::npos;
    }

    void configure(const ConfigParameters &parameters)
    {
        const auto text = [&](std::string_view name) {
            const auto *parameter = findParameter(parameters, name);
            const auto *value = parameter != nullptr ? std::get_if<std::string>(&parameter->value) : nullptr;
            return value != nullptr ? *value : std::string();
        };
        m_calls = text("calls");
        if (const auto faults = text("fault"); !faults.empty())
            m_faults = parseFaults(faults);
    }

    /// Counts the call, performs its fault, and returns it: an answer may be meant.
    const Fault *begin(const std::string &call, const std::string &detail = {}, bool written = true)
    {
        const int number = ++m_count[call];
        if (written && !m_calls.empty())
            std::ofstream(m_calls, std::ios::app) << call << (detail.empty() ? "" : " ") << detail << '\n';
        const Fault *last = nullptr;
        for (const auto &fault : m_faults) {
            if (fault.call != call || (fault.number != 0 && fault.number != number))
                continue;
            perform(fault, m_host);
            last = &fault;
        }
        return last;
    }

    /// error:NAME,N is about the Nth entry of the page only.
    static bool concerns(const Fault *fault, std::size_t entry)
    {
        const auto comma = fault == nullptr ? std::string::npos : fault->argument.find(',');
        return fault == nullptr || fault->kind != "error" || comma == std::string::npos
            || fault->argument.substr(comma + 1) == std::to_string(entry);
    }

    CsEntryChangeResult accepted(const CsEntryChange &entry, const Fault *fault) const
    {
        CsEntryChangeResult result;
        result.identifier = entry.identifier;
        if (entry.modification == ObjectModificationType::Add && !is(fault, "no-anchor"))
            result.anchors = {AttributeChange::add("id", {"id of " + entry.dn}, AttributeType::String, false)};
        if (is(fault, "anchor-type"))
            result.anchors = {AttributeChange::add("id", {std::int64_t{7}}, AttributeType::Integer, false)};
        if (is(fault, "anchor-name"))
            result.anchors = {AttributeChange::add("nobodyKnows", {std::string("7")}, AttributeType::String, false)};
        if (is(fault, "empty-id"))
            result.identifier = {};
        if (is(fault, "error")) {
            result.errorCode = exportErrorFromText(fault->argument.substr(0, fault->argument.find(',')))
                                   .value_or(MAExportError::ExportErrorCustomContinueRun);
            result.errorName = "faulty";
            result.errorDetail = "the faulty connector says so";
        }
        if (is(fault, "giant")) {
            result.errorCode = MAExportError::ExportErrorCustomContinueRun;
            result.errorName = "giant";
            result.errorDetail.assign(sizeOf(*fault, 1 << 20), 'x');
        }
        if (is(fault, "nul"))
            result.errorDetail = std::string("before\0after", 12);
        return result;
    }

    PutExportEntriesResults spoil(std::vector<CsEntryChangeResult> results, const Fault *fault) const
    {
        if (is(fault, "null"))
            return {std::nullopt};
        if (is(fault, "none"))
            results.clear();
        if (is(fault, "reversed"))
            std::reverse(results.begin(), results.end());
        if (results.empty())
            return {results};
        if (is(fault, "missing"))
            results.pop_back();
        else if (is(fault, "duplicate"))
            results.push_back(results.front());
        else if (is(fault, "unknown"))
            results.back().identifier = Guid::fromName("nobody");
        else if (is(fault, "foreign"))
            results.back().identifier = m_earlier;
        return {results};
    }

    std::vector<Fault> m_faults;
    std::map<std::string, int> m_count;
    std::string m_calls;
    std::atomic<bool> m_closed = false; // Close may come beside a running Put
    std::string m_interfaces;
    Guid m_earlier;
};

} // namespace anchorage::faulty

ANCHORAGE_CONNECTOR(anchorage::faulty::Faulty)
