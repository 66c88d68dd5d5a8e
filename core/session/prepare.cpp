// From a workspace to the setup of one run: what the engine keeps as configuration, put together.
#include "core/session/workspace.h"

#include "core/model/distinguished_name.h"
#include "core/project/project_place.h"
#include "core/session/space_check.h"
#include "core/session/step_scope.h"
#include "core/session/stored_configuration.h"

#include <algorithm>

namespace anchorage::session {

namespace {

/// The first thing that is wrong with the objects, and how many more there are.
Result<void> refuseMisfits(const SpaceCheck &check)
{
    if (check.errors == 0)
        return {};
    for (const auto &placed : check.findings) {
        if (placed.finding.severity != Severity::Error)
            continue;
        std::string message = placed.finding.attribute.empty() ? std::string() : placed.finding.attribute + ": ";
        message += placed.finding.message;
        if (check.errors > 1)
            message += " (and " + std::to_string(check.errors - 1) + " more; `anchorage-cli validate` lists them)";
        if (!placed.origin.empty())
            message.insert(0, placed.origin + ": ");
        return fail(ErrorCode::Input, std::move(message), {.entry = placed.finding.dn});
    }
    return fail(ErrorCode::Input, std::to_string(check.errors) + " changes do not fit the schema");
}

/// A name in the project that the schema does not have would otherwise select nothing, or make every Add fail.
class NameCheck {
public:
    NameCheck(const project::Project &project, const Schema &schema) : m_project(project), m_schema(schema) { }

    Result<void> run() const
    {
        if (m_schema.types.empty())
            return {};
        const auto &selection = m_project.selection;
        for (std::size_t i = 0; selection && selection->types && i < selection->types->size(); ++i)
            if (const auto &type = (*selection->types)[i]; m_schema.find(type) == nullptr)
                return wrong("selection.types[" + std::to_string(i) + ']', noType(type));
        for (std::size_t i = 0; selection && selection->attributes && i < selection->attributes->size(); ++i)
            if (const auto &attribute = (*selection->attributes)[i]; !hasAttribute(attribute))
                return wrong("selection.attributes[" + std::to_string(i) + ']',
                             "no object type of the schema has an attribute \"" + attribute + '"');
        for (const auto &anchor : m_project.anchors) {
            const auto *type = m_schema.find(anchor.type);
            if (type == nullptr)
                return wrong("anchors." + anchor.type, noType(anchor.type));
            for (std::size_t i = 0; i < anchor.attributes.size(); ++i)
                if (type->find(anchor.attributes[i]) == nullptr)
                    return wrong("anchors." + anchor.type + '[' + std::to_string(i) + ']',
                                 "the type " + type->name + " has no attribute \"" + anchor.attributes[i] + "\"; it has "
                                     + names(type->attributes));
        }
        return {};
    }

private:
    template <typename Named> static std::string names(const std::vector<Named> &all)
    {
        std::string out;
        for (const auto &each : all)
            out += (out.empty() ? "" : ", ") + each.name;
        return out;
    }
    std::string noType(const std::string &type) const
    {
        return "the schema has no object type \"" + type + "\"; it has " + names(m_schema.types);
    }
    bool hasAttribute(const std::string &name) const
    {
        return equalsIgnoreCase(name, exportPasswordAttribute)
            || std::any_of(m_schema.types.begin(), m_schema.types.end(),
                           [&](const SchemaType &type) { return type.find(name) != nullptr; });
    }
    Result<void> wrong(const std::string &member, const std::string &what) const
    {
        const auto message = member + ": " + what;
        return fail(ErrorCode::Input, message, {.file = m_project.file, .line = project::lineOf(m_project, message)});
    }

    const project::Project &m_project;
    const Schema &m_schema;
};

} // namespace

Result<StepScope> stepScope(Scope scope, const project::Step &step, const MACapabilities &capabilities,
                            const formats::MaConfiguration *configuration)
{
    StepScope out{{}, std::move(scope)};
    auto &known = out.scope.partitions;
    const auto &wanted = step.partition;
    if (!capabilities.supportPartitions && wanted.empty()) {
        known.clear(); // one implicit partition that holds everything
        return out;
    }
    if (!wanted.empty()) {
        const auto style = capabilities.distinguishedNameStyle;
        const auto key = dnKey(wanted, style);
        const auto found =
            std::find_if(known.begin(), known.end(), [&](const auto &each) { return dnKey(each.dn, style) == key; });
        if (found == known.end() && !known.empty()) {
            std::string names;
            for (const auto &each : known)
                names += (names.empty() ? "" : ", ") + each.dn;
            return fail(ErrorCode::Usage, "the step's partition \"" + wanted + "\" is not selected; these are: " + names);
        }
        out.partition = found == known.end()
            ? Partition{.identifier = Guid::fromName("partition\n" + wanted), .dn = wanted, .name = wanted}
            : *found;
        if (known.empty())
            known.push_back(out.partition);
        return out;
    }
    const auto *stored = configuration != nullptr ? storedStep(*configuration, step) : nullptr;
    if (stored != nullptr && !stored->partition.empty()) {
        const auto identifier = Guid::parse(stored->partition);
        const auto found =
            std::find_if(configuration->partitions.begin(), configuration->partitions.end(), [&](const auto &each) {
                return (identifier && each.partition.identifier == *identifier) || each.partition.dn == stored->partition;
            });
        if (found != configuration->partitions.end()) {
            out.partition = found->partition;
            return out;
        }
    }
    if (!known.empty())
        out.partition = known.front();
    return out;
}

namespace {

/// Nothing selects partitions: the connector's own are what there is, less those that it hides. A step works in exactly
/// one (capability-9); which of several is for a person to say, as in the engine.
Result<void> offerPartitions(Scope &scope, const Inspection &inspection, bool chosen)
{
    for (const bool hidden : {false, true})
        for (const auto &each : inspection.partitions)
            if (each.partition.hiddenByDefault == hidden && (!hidden || chosen || scope.partitions.empty()))
                scope.partitions.push_back(each.partition);
    if (chosen || scope.partitions.size() <= 1)
        return {};
    std::string names;
    for (const auto &each : scope.partitions)
        names += (names.empty() ? "" : ", ") + each.dn;
    return fail(ErrorCode::Usage,
                "a step works in one partition, and the connector has " + std::to_string(scope.partitions.size()) + " (" + names
                    + "): say which, with \"partition\" in the step, \"scope\": {\"partitions\": [...]} in the project, or"
                      " --partition");
}

} // namespace

Result<RunSetup> Workspace::prepare(const project::Step &step, const Inspection *inspection, std::optional<space::Space> start)
{
    RunSetup setup;
    setup.projectFile = m_project.file;
    setup.step = step;
    setup.expectations = step.expectations.empty() ? m_project.expectations : step.expectations;

    auto &engine = setup.engine;
    auto types = schema(inspection);
    if (!types)
        return fail(std::move(types.error()));
    auto wanted = capabilities(inspection);
    if (!wanted)
        return fail(std::move(wanted.error()));
    engine.schema = std::move(*types);
    if (auto known = NameCheck(m_project, engine.schema).run(); !known)
        return fail(std::move(known.error()));
    engine.capabilities = *wanted;
    engine.anchors = anchors();
    engine.selection = selection();
    const auto *configuration = m_maConfiguration ? &*m_maConfiguration : nullptr;
    const auto *stored = configuration != nullptr ? storedStep(*configuration, step) : nullptr;
    if (m_project.scope)
        engine.scope = *m_project.scope;
    else if (configuration != nullptr)
        engine.scope = scopeOf(*configuration);

    engine.settings = m_project.runSettings();
    engine.settings.exportType = step.exportType.value_or(stored != nullptr ? stored->exportType : OperationType::Delta);
    if (step.pageSize > 0) {
        engine.settings.pageSize = step.pageSize;
        engine.settings.pageSizeFrom = RunSettings::PageSizeFrom::Person;
    } else if (stored != nullptr && stored->batchSize > 0) {
        engine.settings.pageSize = stored->batchSize;
        engine.settings.pageSizeFrom = RunSettings::PageSizeFrom::MaConfiguration;
    }
    if (inspection != nullptr) {
        engine.exportDefaultPageSize = inspection->connector.exportDefaultPageSize;
        engine.exportMaxPageSize = inspection->connector.exportMaxPageSize;
    } else if (configuration != nullptr) {
        engine.exportDefaultPageSize = configuration->exportDefaultPageSize;
        engine.exportMaxPageSize = configuration->exportMaxPageSize;
    }
    engine.passwordInterface = inspection != nullptr ? inspection->connector.interfaces.password : wanted->supportPassword;

    if (start) {
        engine.space = std::move(*start);
    } else {
        auto objects = space(inspection);
        if (!objects)
            return fail(std::move(objects.error()));
        engine.space = std::move(*objects);
    }
    const auto check = checkSpace(engine.space, engine.schema);
    if (auto fits = refuseMisfits(check); !fits)
        return fail(std::move(fits.error()));
    setup.secretReferences.assign(check.secretReferences.begin(), check.secretReferences.end());
    if (inspection != nullptr && engine.capabilities.supportPartitions && engine.scope.partitions.empty()) {
        const bool chosen = !step.partition.empty() || (stored != nullptr && !stored->partition.empty());
        if (auto offered = offerPartitions(engine.scope, *inspection, chosen); !offered)
            return fail(std::move(offered.error()));
    }
    auto placed = stepScope(std::move(engine.scope), step, engine.capabilities, configuration);
    if (!placed)
        return fail(std::move(placed.error()));
    engine.scope = std::move(placed->scope);
    engine.partition = std::move(placed->partition);

    if (!m_project.connector.empty()) {
        auto location = connector();
        if (!location)
            return fail(std::move(location.error()));
        setup.connector = std::move(*location);
        setup.target = setup.connector->path;
        for (const auto &argument : setup.connector->arguments)
            setup.target += ' ' + argument;
        // As the project has them: references, never what they stand for.
        for (const auto &parameter : m_project.parameters) {
            if (const auto *text = std::get_if<std::string>(&parameter.value))
                setup.target += ", " + parameter.name + "=" + *text;
            else if (const auto *file = std::get_if<project::FilePath>(&parameter.value))
                setup.target += ", " + parameter.name + "=" + m_project.resolve(file->path);
        }
    }
    if (inspection != nullptr)
        setup.parameters = inspection->parameters;
    setup.findings = m_findings;
    if (inspection != nullptr) {
        for (const auto &finding : inspection->connector.findings)
            if (finding.severity != Severity::Error) // with one it cannot run: the run itself says why
                setup.findings.push_back(finding);
        setup.findings.insert(setup.findings.end(), inspection->findings.begin(), inspection->findings.end());
    }
    return setup;
}

} // namespace anchorage::session
