#include "connectors/memory/settings.h"

#include "connectors/memory/answer_script.h"
#include "connectors/memory/store.h"
#include "core/base/file.h"
#include "core/json/model_json.h"
#include "core/model/distinguished_name.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <optional>

namespace anchorage::memory {

namespace {

using Page = ConfigParameterPage;
using Kind = ConfigParameterType;

/// One parameter: how it is shown, and how its text becomes a part of the settings.
struct Entry {
    ConfigParameterDefinition definition;
    std::function<Result<void>(Settings &, const std::string &)> apply;
};

ConfigParameterDefinition definition(std::string name, Kind kind, Page page)
{
    ConfigParameterDefinition out;
    out.name = std::move(name);
    out.type = kind;
    out.page = page;
    return out;
}

Result<bool> toBoolean(std::string_view text)
{
    if (text == "1" || equalsIgnoreCase(text, "true"))
        return true;
    if (text.empty() || text == "0" || equalsIgnoreCase(text, "false"))
        return false;
    return fail(ErrorCode::Input, '"' + std::string(text) + "\" is no check box value: expected 1 or 0");
}

Result<std::int32_t> toCount(std::string_view text, std::int32_t least)
{
    std::int32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < least)
        return fail(ErrorCode::Input,
                    '"' + std::string(text) + "\" is no number from " + std::to_string(least) + " to 2147483647");
    return number;
}

Entry checkBox(std::string name, Page page, bool isSet, std::function<bool &(Settings &)> member)
{
    auto shown = definition(std::move(name), Kind::CheckBox, page);
    shown.checkBoxDefault = isSet;
    return {std::move(shown), [member = std::move(member)](Settings &settings, const std::string &text) -> Result<void> {
                auto value = toBoolean(text);
                if (!value)
                    return fail(std::move(value.error()));
                member(settings) = *value;
                return {};
            }};
}

Entry count(std::string name, Page page, std::int32_t preset, std::int32_t least,
            std::function<std::int32_t &(Settings &)> member)
{
    auto shown = definition(std::move(name), Kind::String, page);
    shown.validation = "[0-9]+";
    shown.defaultValue = std::to_string(preset);
    return {std::move(shown), [least, member = std::move(member)](Settings &settings, const std::string &text) -> Result<void> {
                auto value = toCount(text, least);
                if (!value)
                    return fail(std::move(value.error()));
                member(settings) = *value;
                return {};
            }};
}

Entry text(std::string name, Page page, Kind kind, std::function<Result<void>(Settings &, const std::string &)> apply)
{
    return {definition(std::move(name), kind, page), std::move(apply)};
}

template <typename Enum> using Choices = std::vector<std::pair<std::string, Enum>>;

/// The first choice is the default.
template <typename Enum>
Entry choice(std::string name, Page page, Choices<Enum> choices, std::function<Enum &(Settings &)> member)
{
    auto shown = definition(std::move(name), Kind::DropDown, page);
    for (const auto &[label, value] : choices)
        shown.choices.push_back(label);
    shown.defaultValue = shown.choices.front();
    return {
        std::move(shown),
        [choices = std::move(choices), member = std::move(member)](Settings &settings, const std::string &text) -> Result<void> {
            std::string known;
            for (const auto &[label, value] : choices) {
                if (equalsIgnoreCase(label, text)) {
                    member(settings) = value;
                    return {};
                }
                known += (known.empty() ? "" : ", ") + label;
            }
            return fail(ErrorCode::Input, '"' + text + "\" is none of its values: " + known);
        }};
}

/// JSON may stand in the parameter itself or in a file that it names.
Result<std::string> jsonText(const std::string &value)
{
    const auto first = value.find_first_not_of(" \t\r\n");
    if (first == std::string::npos || value[first] == '{' || value[first] == '[')
        return value;
    return readFile(value);
}

Result<void> readSchema(Settings &settings, const std::string &value)
{
    auto source = jsonText(value);
    if (!source)
        return fail(std::move(source.error()));
    json::Document document;
    auto root = document.parse(*source);
    if (!root)
        return fail(std::move(root.error()));
    auto schema = json::read<Schema>(*root);
    if (!schema)
        return fail(std::move(schema.error()));
    if (schema->types.empty())
        return fail(ErrorCode::Input, "the schema has no object type: expected at least one");
    settings.schema = std::move(*schema);
    return {};
}

Result<void> readPartitions(Settings &settings, const std::string &value)
{
    std::size_t from = 0;
    while (from <= value.size()) {
        const auto end = std::min(value.find_first_of("\r\n;", from), value.size());
        const auto dn = value.substr(from, end - from);
        if (!dn.empty())
            settings.partitions.push_back({.identifier = Guid::fromName("partition\n" + dn), .dn = dn, .name = dn});
        from = end + 1;
    }
    return {};
}

Result<void> readSeed(Settings &settings, const std::string &value)
{
    auto source = jsonText(value);
    if (!source)
        return fail(std::move(source.error()));
    settings.seed = std::move(*source);
    return {};
}

Result<void> readAnswers(Settings &settings, const std::string &value)
{
    auto source = jsonText(value);
    if (!source)
        return fail(std::move(source.error()));
    if (auto script = AnswerScript::parse(*source); !script)
        return fail(std::move(script.error()));
    settings.answers = std::move(*source);
    return {};
}

Result<void> readAlterations(Settings &settings, const std::string &value)
{
    static const std::map<std::string_view, Alteration> known = {
        {"drop", Alteration::Drop}, {"lowercase", Alteration::LowerCase}, {"uppercase", Alteration::UpperCase}};
    std::size_t from = 0;
    while (from < value.size()) {
        const auto end = std::min(value.find_first_of(" ,;\r\n", from), value.size());
        const auto item = value.substr(from, end - from);
        from = end + 1;
        if (item.empty())
            continue;
        const auto colon = item.rfind(':');
        const auto found = known.find(colon == std::string::npos ? std::string_view{} : std::string_view(item).substr(colon + 1));
        if (found == known.end())
            return fail(ErrorCode::Input, '"' + item + "\" is no alteration: expected ATTRIBUTE:drop, :lowercase or :uppercase");
        settings.alterations.emplace_back(item.substr(0, colon), found->second);
    }
    return {};
}

Entry member(std::string name, Page page, Kind kind, std::string Settings::*where)
{
    return text(std::move(name), page, kind, [where](Settings &settings, const std::string &value) -> Result<void> {
        settings.*where = value;
        return {};
    });
}

void addCapabilities(std::vector<Entry> &out)
{
    const MACapabilities preset = Settings{}.capabilities;
    const auto flag = [&](std::string name, bool MACapabilities::*where, bool isSet) {
        out.push_back(checkBox(std::move(name), Page::Capabilities, isSet,
                               [where](Settings &settings) -> bool & { return settings.capabilities.*where; }));
    };
    out.push_back(
        choice<MAExportType>("exportType", Page::Capabilities,
                             {{"AttributeUpdate", MAExportType::AttributeUpdate},
                              {"AttributeReplace", MAExportType::AttributeReplace},
                              {"ObjectReplace", MAExportType::ObjectReplace},
                              {"MultivaluedReferenceAttributeUpdate", MAExportType::MultivaluedReferenceAttributeUpdate}},
                             [](Settings &s) -> MAExportType & { return s.capabilities.exportType; }));
    out.push_back(choice<MADistinguishedNameStyle>(
        "distinguishedNameStyle", Page::Capabilities,
        {{"Generic", MADistinguishedNameStyle::Generic},
         {"Ldap", MADistinguishedNameStyle::Ldap},
         {"None", MADistinguishedNameStyle::None}},
        [](Settings &s) -> MADistinguishedNameStyle & { return s.capabilities.distinguishedNameStyle; }));
    out.push_back(
        choice<MAObjectConfirmation>("objectConfirmation", Page::Capabilities,
                                     {{"Normal", MAObjectConfirmation::Normal},
                                      {"NoDeleteConfirmation", MAObjectConfirmation::NoDeleteConfirmation},
                                      {"NoAddAndDeleteConfirmation", MAObjectConfirmation::NoAddAndDeleteConfirmation}},
                                     [](Settings &s) -> MAObjectConfirmation & { return s.capabilities.objectConfirmation; }));
    using Normalizations = std::pair<bool, bool>;
    auto shown = definition("normalizations", Kind::DropDown, Page::Capabilities);
    shown.choices = {"None", "Uppercase", "RemoveAccents", "Uppercase, RemoveAccents"};
    shown.defaultValue = "None";
    Entry normalizations{
        std::move(shown), [](Settings &settings, const std::string &value) -> Result<void> {
            static const std::map<std::string, Normalizations, std::less<>> known = {{"None", {false, false}},
                                                                                     {"Uppercase", {true, false}},
                                                                                     {"RemoveAccents", {false, true}},
                                                                                     {"Uppercase, RemoveAccents", {true, true}}};
            const auto found = known.find(value);
            if (found == known.end())
                return fail(ErrorCode::Input,
                            '"' + value
                                + "\" is none of its values: None, Uppercase, RemoveAccents, or \"Uppercase, RemoveAccents\"");
            settings.capabilities.normalizations = {.uppercase = found->second.first, .removeAccents = found->second.second};
            return {};
        }};
    out.push_back(std::move(normalizations));
    flag("noReferenceValuesInFirstExport", &MACapabilities::noReferenceValuesInFirstExport,
         preset.noReferenceValuesInFirstExport);
    flag("exportPasswordInFirstPass", &MACapabilities::exportPasswordInFirstPass, preset.exportPasswordInFirstPass);
    flag("fullExport", &MACapabilities::fullExport, preset.fullExport);
    flag("deleteAddAsReplace", &MACapabilities::deleteAddAsReplace, preset.deleteAddAsReplace);
    flag("objectRename", &MACapabilities::objectRename, preset.objectRename);
    flag("isDNAsAnchor", &MACapabilities::isDNAsAnchor, preset.isDNAsAnchor);
    flag("supportPartitions", &MACapabilities::supportPartitions, preset.supportPartitions);
    flag("supportHierarchy", &MACapabilities::supportHierarchy, preset.supportHierarchy);
    flag("concurrentOperation", &MACapabilities::concurrentOperation, preset.concurrentOperation);
    flag("deltaImport", &MACapabilities::deltaImport, preset.deltaImport);
    flag("supportImport", &MACapabilities::supportImport, preset.supportImport);
    flag("supportExport", &MACapabilities::supportExport, preset.supportExport);
    flag("supportPassword", &MACapabilities::supportPassword, preset.supportPassword);
    out.push_back(count("exportDefaultPageSize", Page::Capabilities, 100, 1,
                        [](Settings &s) -> std::int32_t & { return s.exportDefaultPageSize; }));
    out.push_back(count("exportMaxPageSize", Page::Capabilities, 9999, 1,
                        [](Settings &s) -> std::int32_t & { return s.exportMaxPageSize; }));
    out.push_back(count("importDefaultPageSize", Page::Capabilities, 100, 1,
                        [](Settings &s) -> std::int32_t & { return s.importDefaultPageSize; }));
    out.push_back(count("importMaxPageSize", Page::Capabilities, 9999, 1,
                        [](Settings &s) -> std::int32_t & { return s.importMaxPageSize; }));
}

void addTarget(std::vector<Entry> &out)
{
    out.push_back(text("bindPassword", Page::Connectivity, Kind::EncryptedString,
                       [](Settings &settings, const std::string &value) -> Result<void> {
                           settings.bindPassword = Secret(value);
                           return {};
                       }));
    out.push_back(member("bindPasswordFile", Page::Connectivity, Kind::File, &Settings::bindPasswordFile));
    out.push_back(member("store", Page::Connectivity, Kind::File, &Settings::store));
    out.push_back(checkBox("storeAfterPut", Page::Connectivity, false, [](Settings &s) -> bool & { return s.storeAfterPut; }));
    out.push_back(text("seed", Page::Connectivity, Kind::Text, readSeed));
    out.push_back(member("log", Page::Connectivity, Kind::File, &Settings::log));
    out.push_back(choice<AnchorKind>(
        "anchorKind", Page::Global,
        {{"counter", AnchorKind::Counter}, {"guid", AnchorKind::Guid}, {"dn", AnchorKind::Dn}, {"given", AnchorKind::Given}},
        [](Settings &s) -> AnchorKind & { return s.anchorKind; }));
    out.push_back(choice<AnchorAs>("anchorAs", Page::Global,
                                   {{"schema", AnchorAs::Schema}, {"string", AnchorAs::String}, {"integer", AnchorAs::Integer}},
                                   [](Settings &s) -> AnchorAs & { return s.anchorAs; }));
    out.push_back(member("anchorAttribute", Page::Global, Kind::String, &Settings::anchorAttribute));
    out.push_back(choice<MissingObject>(
        "missingObject", Page::Global,
        {{"refuse", MissingObject::Refuse}, {"convertToAdd", MissingObject::ConvertToAdd}, {"accept", MissingObject::Accept}},
        [](Settings &s) -> MissingObject & { return s.missingObject; }));
    out.push_back(choice<MissingParent>(
        "missingParent", Page::Global,
        {{"refuse", MissingParent::Refuse}, {"provision", MissingParent::Provision}, {"ignore", MissingParent::Ignore}},
        [](Settings &s) -> MissingParent & { return s.missingParent; }));
    out.push_back(choice<MissingReference>(
        "missingReference", Page::Global,
        {{"refuse", MissingReference::Refuse}, {"retry", MissingReference::Retry}, {"accept", MissingReference::Accept}},
        [](Settings &s) -> MissingReference & { return s.missingReference; }));
    out.push_back(count("minimumPasswordLength", Page::Global, 0, 0,
                        [](Settings &s) -> std::int32_t & { return s.minimumPasswordLength; }));
    out.push_back(text("alterations", Page::Global, Kind::Text, readAlterations));
    out.push_back(text("answers", Page::Global, Kind::Text, readAnswers));
    out.push_back(choice<Enforce>("enforce", Page::Global,
                                  {{"strict", Enforce::Strict}, {"shapes", Enforce::Shapes}, {"off", Enforce::Off}},
                                  [](Settings &s) -> Enforce & { return s.enforce; }));
    out.push_back(checkBox("replaceInUpdate", Page::Global, true, [](Settings &s) -> bool & { return s.replaceInUpdate; }));
    out.push_back(text("partitions", Page::Global, Kind::Text, readPartitions));
    out.push_back(text("schema", Page::Schema, Kind::Text, readSchema));
}

const std::vector<Entry> &entries()
{
    static const std::vector<Entry> all = [] {
        std::vector<Entry> out;
        addCapabilities(out);
        addTarget(out);
        return out;
    }();
    return all;
}

Result<Settings> parsePages(const ConfigParameters &parameters, std::optional<Page> only)
{
    Settings settings;
    // A parameter that is absent or empty has the default its definition shows.
    settings.capabilities.distinguishedNameStyle = MADistinguishedNameStyle::Generic;
    for (const auto &entry : entries()) {
        if (only && entry.definition.page != *only)
            continue;
        const auto *parameter = findParameter(parameters, entry.definition.name);
        const auto value = parameter ? std::visit(overloaded{[](const std::string &plain) { return plain; },
                                                             [](const Secret &secret) { return secret.reveal(); }},
                                                  parameter->value)
                                     : std::string();
        if (value.empty())
            continue;
        if (auto done = entry.apply(settings, value); !done) {
            auto error = std::move(done.error());
            if (!error.where.file.empty() || error.where.line != 0 || !error.where.entry.empty())
                error.message = error.text();
            return fail(error.code, std::move(error.message), {.entry = entry.definition.name});
        }
    }
    if (settings.exportDefaultPageSize > settings.exportMaxPageSize)
        return fail(ErrorCode::Input, "the default page size is larger than exportMaxPageSize",
                    {.entry = "exportDefaultPageSize"});
    auto &capabilities = settings.capabilities;
    if (capabilities.objectRename && capabilities.distinguishedNameStyle == MADistinguishedNameStyle::None)
        return fail(ErrorCode::Input, "objects cannot be renamed when distinguishedNameStyle is None: the anchor is the name",
                    {.entry = "objectRename"});
    if (capabilities.isDNAsAnchor && capabilities.distinguishedNameStyle != MADistinguishedNameStyle::Ldap)
        return fail(ErrorCode::Input, "isDNAsAnchor needs distinguishedNameStyle Ldap", {.entry = "isDNAsAnchor"});
    if (settings.schema.types.empty())
        settings.schema = defaultSchema(settings.anchorKind, capabilities.distinguishedNameStyle);
    return settings;
}

} // namespace

Result<Settings> Settings::parse(const ConfigParameters &parameters)
{
    auto settings = parsePages(parameters, std::nullopt);
    if (!settings)
        return settings;
    // The seed's values take their types from the schema, so it is read when both are known.
    if (!settings->seed.empty()) {
        Directory trial(settings->capabilities.distinguishedNameStyle);
        if (auto read = readObjects(settings->seed, settings->schema, *settings, trial); !read)
            return fail(read.error().code, read.error().text(), {.entry = "seed"});
    }
    return settings;
}

std::vector<ConfigParameterDefinition> parameterDefinitions(ConfigParameterPage page)
{
    std::vector<ConfigParameterDefinition> out;
    for (const auto &entry : entries()) {
        if (entry.definition.page == page)
            out.push_back(entry.definition);
    }
    return out;
}

ParameterValidationResult validateParameters(const ConfigParameters &parameters, ConfigParameterPage page)
{
    const auto settings = parsePages(parameters, page);
    if (settings)
        return {};
    return {.code = ParameterValidationResultCode::Failure,
            .errorMessage = settings.error().message,
            .errorParameter = settings.error().where.entry};
}

} // namespace anchorage::memory
