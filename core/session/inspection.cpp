#include "core/session/inspection.h"

#include "core/base/file.h"
#include "core/model/load_failure.h"
#include "core/session/connector_calls.h"
#include "core/session/engine_capabilities.h"
#include "core/session/parameters.h"

#include <algorithm>
#include <utility>

namespace anchorage::session {

namespace {

namespace answer = wire::answer;
namespace request = wire::request;

constexpr ConfigParameterPage pageOrder[]{ConfigParameterPage::Connectivity, ConfigParameterPage::Capabilities,
                                          ConfigParameterPage::Global,       ConfigParameterPage::Schema,
                                          ConfigParameterPage::Partition,    ConfigParameterPage::RunStep};
constexpr std::chrono::seconds shutdownTime{5};

class Inspector {
public:
    Inspector(const InspectRequest &wanted, ConnectorCalls &calls, Secrets &secrets, ConnectorDescription description)
        : m_wanted(wanted), m_calls(calls), m_secrets(secrets)
    {
        m_out.connector = std::move(description);
    }

    Result<Inspection> run();

private:
    /// The answer as T; nothing when the call threw (which is noted). Error: the process is gone.
    template <typename T> Result<std::optional<T>> ask(const wire::Request &request);
    Result<void> pages();
    Result<void> page(ConfigParameterPage which);
    Result<void> undeclared(const std::vector<std::string> &known);
    Result<void> passOn(const project::Parameter &given);
    Result<void> configure();
    Result<void> capabilities();
    Result<void> partitions();
    Result<std::vector<InspectedNode>> nodes(const HierarchyNode &parent, std::int32_t depth);
    Result<void> add(const ConfigParameterDefinition &definition);
    bool choosesCapabilities() const;

    const InspectRequest &m_wanted;
    ConnectorCalls &m_calls;
    Secrets &m_secrets;
    Inspection m_out;
};

template <typename T> Result<std::optional<T>> Inspector::ask(const wire::Request &request)
{
    auto answered = m_calls.call(request);
    if (!answered)
        return fail(std::move(answered.error()));
    if (auto *wanted = std::get_if<T>(&*answered))
        return std::optional<T>(std::move(*wanted));
    const std::string method(wire::methodOf(request));
    if (auto *threw = std::get_if<answer::Threw>(&*answered))
        m_out.problems.push_back({method, m_calls.scrub(std::move(threw->exception))});
    else if (std::holds_alternative<answer::NotImplemented>(*answered))
        m_out.problems.push_back(
            {method, {"EntryPointNotImplementedException", "the connector does not implement " + method, {}, {}}});
    else
        return fail(ErrorCode::Peer, method + ": the connector's answer is not one to this call");
    return std::optional<T>();
}

Result<Inspection> Inspector::run()
{
    const auto &interfaces = m_out.connector.interfaces;
    if (auto done = pages(); !done)
        return fail(std::move(done.error()));
    if (auto done = capabilities(); !done)
        return fail(std::move(done.error()));
    if (m_wanted.wantSchema && interfaces.schema) {
        auto got = ask<answer::SchemaAnswer>(request::GetSchema{});
        if (!got)
            return fail(std::move(got.error()));
        if (*got)
            m_out.schema = std::move((*got)->schema);
    }
    if (m_wanted.wantPartitions)
        if (auto done = partitions(); !done)
            return fail(std::move(done.error()));
    m_out.log = m_calls.takeLog();
    return std::move(m_out);
}

Result<void> Inspector::capabilities()
{
    if (!m_wanted.wantCapabilities || !m_out.connector.canRun())
        return {};
    if (!m_out.connector.interfaces.capabilities) {
        m_out.capabilities = engineCapabilities();
        m_out.findings.push_back(engineCapabilitiesUsed());
        return {};
    }
    auto got = ask<answer::Capabilities>(request::GetCapabilities{});
    if (!got)
        return fail(std::move(got.error()));
    if (*got)
        m_out.capabilities = (*got)->capabilities;
    return {};
}

/// Page by page: on an early page the values of later ones are not known yet, as in the engine.
Result<void> Inspector::pages()
{
    if (m_out.connector.interfaces.parameters) {
        for (const auto which : pageOrder)
            if (auto done = page(which); !done)
                return done;
        std::vector<std::string> known;
        for (const auto &each : m_out.pages)
            for (const auto &definition : each.definitions)
                if (hasValue(definition.type))
                    known.push_back(definition.name);
        return undeclared(known);
    }
    for (const auto &given : m_wanted.parameters)
        if (auto passed = passOn(given); !passed)
            return passed;
    return configure();
}

/// Connectors read parameters that no page of theirs declares (dotnet.md): they get them, and a name that was
/// only mistyped is still seen.
Result<void> Inspector::undeclared(const std::vector<std::string> &known)
{
    bool any = false;
    for (const auto &given : m_wanted.parameters) {
        if (std::find(known.begin(), known.end(), given.name) != known.end())
            continue;
        if (auto passed = passOn(given); !passed)
            return passed;
        m_out.findings.push_back(undeclaredParameter(given.name, known));
        any = true;
    }
    return any ? configure() : Result<void>();
}

Result<void> Inspector::passOn(const project::Parameter &given)
{
    auto resolved = resolveParameter(given, nullptr, m_secrets);
    if (!resolved)
        return fail(std::move(resolved.error()));
    m_out.parameters.push_back(std::move(*resolved));
    return {};
}

Result<void> Inspector::page(ConfigParameterPage which)
{
    if (auto done = configure(); !done)
        return done;
    auto got = ask<answer::ConfigParameterDefinitions>(request::GetConfigParameters{which});
    if (!got)
        return fail(std::move(got.error()));
    if (!*got || (*got)->definitions.empty())
        return {};
    m_out.pages.push_back({which, std::move((*got)->definitions), {}});
    for (const auto &definition : m_out.pages.back().definitions)
        if (auto added = add(definition); !added)
            return added;
    if (auto done = configure(); !done)
        return done;
    auto validated = ask<answer::Validated>(request::ValidateConfigParameters{which});
    if (!validated)
        return fail(std::move(validated.error()));
    if (*validated) {
        m_out.pages.back().validation = std::move((*validated)->result);
        auto &message = m_out.pages.back().validation->errorMessage;
        message = m_secrets.scrubber().scrub(message);
    }
    return {};
}

Result<void> Inspector::add(const ConfigParameterDefinition &definition)
{
    if (!hasValue(definition.type) || findParameter(m_out.parameters, definition.name) != nullptr)
        return {};
    for (const auto *source : {&m_wanted.parameters, &m_wanted.stored}) {
        const auto found =
            std::find_if(source->begin(), source->end(), [&](const auto &each) { return each.name == definition.name; });
        if (found == source->end())
            continue;
        auto resolved = resolveParameter(*found, &definition, m_secrets);
        if (!resolved)
            return fail(std::move(resolved.error()));
        m_out.parameters.push_back(std::move(*resolved));
        return {};
    }
    const auto fill = std::find_if(m_wanted.fills.begin(), m_wanted.fills.end(),
                                   [&](const auto &each) { return each.first == definition.name; });
    if (fill != m_wanted.fills.end() && choosesCapabilities())
        m_out.parameters.push_back({definition.name, fill->second});
    else
        m_out.parameters.push_back(defaultOf(definition));
    return {};
}

bool Inspector::choosesCapabilities() const
{
    return m_out.find("exportType") != nullptr && m_out.find("distinguishedNameStyle") != nullptr;
}

Result<void> Inspector::configure()
{
    auto done = m_calls.call(request::Configure{m_out.parameters});
    if (!done)
        return fail(std::move(done.error()));
    if (auto *threw = std::get_if<answer::Threw>(&*done))
        m_out.problems.push_back({"configure", m_calls.scrub(std::move(threw->exception))});
    return {}; // a connector that takes no parameters need not implement it
}

Result<void> Inspector::partitions()
{
    std::vector<Partition> found;
    // The engine asks those only that say they have some (ecma2.md 1.2); others may throw.
    const bool supported = !m_out.capabilities || m_out.capabilities->supportPartitions;
    if (m_out.connector.interfaces.partitions && supported) {
        auto got = ask<answer::Partitions>(request::GetPartitions{});
        if (!got)
            return fail(std::move(got.error()));
        if (*got)
            found = std::move((*got)->partitions);
    }
    const bool hierarchy = m_wanted.wantHierarchy && m_out.connector.interfaces.hierarchy && m_out.capabilities
        && m_out.capabilities->supportHierarchy;
    if (found.empty() && hierarchy)
        found.emplace_back();
    for (auto &partition : found) {
        InspectedPartition inspected{partition, {}};
        if (hierarchy) {
            // The implicit partition has no DN of its own: its roots are the directory's.
            const HierarchyNode root{partition.dn == Partition().dn ? std::string() : partition.dn, partition.name};
            auto children = nodes(root, m_wanted.hierarchyDepth);
            if (!children)
                return fail(std::move(children.error()));
            inspected.hierarchy = std::move(*children);
        }
        m_out.partitions.push_back(std::move(inspected));
    }
    return {};
}

Result<std::vector<InspectedNode>> Inspector::nodes(const HierarchyNode &parent, std::int32_t depth)
{
    std::vector<InspectedNode> out;
    if (depth <= 0 || m_out.problemOf("getHierarchy") != nullptr)
        return out;
    auto got = ask<answer::Hierarchy>(request::GetHierarchy{parent});
    if (!got)
        return fail(std::move(got.error()));
    if (*got)
        for (auto &node : (*got)->nodes) {
            auto children = nodes(node, depth - 1);
            if (!children)
                return fail(std::move(children.error()));
            out.push_back({std::move(node), std::move(*children)});
        }
    return out;
}

} // namespace

const ConfigParameterDefinition *Inspection::find(std::string_view parameter) const
{
    for (const auto &page : pages)
        for (const auto &definition : page.definitions)
            if (definition.name == parameter)
                return &definition;
    return nullptr;
}

const InspectionProblem *Inspection::problemOf(std::string_view method) const
{
    for (const auto &problem : problems)
        if (problem.method == method)
            return &problem;
    return nullptr;
}

Result<Inspection> inspect(const InspectRequest &request, Secrets &secrets)
{
    connector::ProcessSettings settings;
    settings.messageLimit = request.messageLimit;
    const auto port = connector::makeProcessPort(request.connector, settings);
    auto description = port->start();
    if (!description) {
        const auto failure = port->loadFailure();
        if (!failure)
            return fail(std::move(description.error()));
        Inspection notLoaded;
        const auto name = utf8Path(request.connector.path).stem().u8string();
        notLoaded.connector.name.assign(name.begin(), name.end());
        notLoaded.connector.kind = "dotnet";
        auto finding = loadFinding(*failure);
        finding.message = secrets.scrubber().scrub(finding.message);
        notLoaded.connector.findings.push_back(std::move(finding));
        return notLoaded;
    }
    ConnectorCalls calls(*port, secrets, request.callTimeout, request.cancelled);
    Inspector inspector(request, calls, secrets, std::move(*description));
    auto inspection = inspector.run();
    port->shutdown(shutdownTime);
    return inspection;
}

} // namespace anchorage::session
