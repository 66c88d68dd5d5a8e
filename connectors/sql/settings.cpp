#include "connectors/sql/settings.h"

#include "connectors/sql/connection_string.h"
#include "core/base/file.h"
#include "core/model/distinguished_name.h"

#include <algorithm>
#include <charconv>

namespace anchorage::sql {

namespace {

using Page = ConfigParameterPage;
using Kind = ConfigParameterType;

ConfigParameterDefinition define(std::string name, Kind kind, Page page, std::string preset = {},
                                 std::vector<std::string> choices = {})
{
    ConfigParameterDefinition out;
    out.name = std::move(name);
    out.type = kind;
    out.page = page;
    out.defaultValue = std::move(preset);
    out.choices = std::move(choices);
    if (kind == Kind::CheckBox)
        out.checkBoxDefault = out.defaultValue == "1";
    return out;
}

const std::vector<ConfigParameterDefinition> &definitions()
{
    static const std::vector<ConfigParameterDefinition> all = [] {
        std::vector<ConfigParameterDefinition> out{
            define("driver", Kind::DropDown, Page::Connectivity, "QSQLITE", {"QSQLITE", "QPSQL", "QMYSQL", "QODBC"}),
            define("database", Kind::File, Page::Connectivity),
            define("host", Kind::String, Page::Connectivity),
            define("port", Kind::String, Page::Connectivity),
            define("user", Kind::String, Page::Connectivity),
            define("password", Kind::EncryptedString, Page::Connectivity),
            define("options", Kind::String, Page::Connectivity),
            define("connectionString", Kind::String, Page::Connectivity),
            define("onConnect", Kind::Text, Page::Connectivity),
            define("lockTimeout", Kind::String, Page::Connectivity, "5"),
            define("exportType", Kind::DropDown, Page::Capabilities, "AttributeUpdate",
                   {"AttributeUpdate", "AttributeReplace", "ObjectReplace", "MultivaluedReferenceAttributeUpdate"}),
            define("distinguishedNameStyle", Kind::DropDown, Page::Capabilities, "Generic", {"Generic", "Ldap", "None"}),
            define("noReferenceValuesInFirstExport", Kind::CheckBox, Page::Capabilities, "0"),
            define("deleteAddAsReplace", Kind::CheckBox, Page::Capabilities, "0"),
            define("missingObject", Kind::DropDown, Page::Global, "refuse", {"refuse", "convertToAdd"}),
            define("commitEach", Kind::DropDown, Page::Global, "page", {"page", "entry"}),
            define("removeReferences", Kind::CheckBox, Page::Global, "1"),
            define("mapping", Kind::Text, Page::Schema),
        };
        out.front().dropDownExtensible = true;
        for (auto &definition : out) {
            if (definition.name == "port" || definition.name == "lockTimeout")
                definition.validation = "[0-9]*";
        }
        return out;
    }();
    return all;
}

/// The parameter's text, its default where it is absent or empty. Any may be given as a secret.
std::string textOf(const ConfigParameters &parameters, std::string_view name)
{
    std::string text;
    if (const auto *parameter = findParameter(parameters, name))
        text = std::visit(
            overloaded{[](const std::string &plain) { return plain; }, [](const Secret &secret) { return secret.reveal(); }},
            parameter->value);
    if (!text.empty())
        return text;
    const auto known = std::find_if(definitions().begin(), definitions().end(), [&](const auto &d) { return d.name == name; });
    return known->defaultValue;
}

Result<std::int32_t> toNumber(const std::string &text, std::int32_t most, std::string_view parameter)
{
    if (text.empty())
        return 0;
    std::int32_t number = 0;
    const auto *end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, number);
    if (parsed.ec != std::errc() || parsed.ptr != end || number < 0 || number > most)
        return fail(ErrorCode::Input, '"' + text + "\" is no number from 0 to " + std::to_string(most),
                    {.entry = std::string(parameter)});
    return number;
}

template <typename Enum> Result<Enum> toChoice(const ConfigParameters &parameters, std::string_view parameter)
{
    const auto text = textOf(parameters, parameter);
    if (const auto value = fromName<Enum>(text))
        return *value;
    std::string known;
    for (const auto &definition : definitions()) {
        for (const auto &choice : definition.choices) {
            if (definition.name == parameter)
                known += (known.empty() ? "" : ", ") + choice;
        }
    }
    return fail(ErrorCode::Input, '"' + text + "\" is none of its values: " + known, {.entry = std::string(parameter)});
}

Result<bool> toFlag(const ConfigParameters &parameters, std::string_view parameter)
{
    const auto text = textOf(parameters, parameter);
    if (text == "1" || equalsIgnoreCase(text, "true"))
        return true;
    if (text == "0" || equalsIgnoreCase(text, "false"))
        return false;
    return fail(ErrorCode::Input, '"' + text + "\" is no check box value: expected 1 or 0", {.entry = std::string(parameter)});
}

Result<Connection> readConnection(const ConfigParameters &parameters)
{
    Connection out;
    out.driver = textOf(parameters, "driver");
    out.database = textOf(parameters, "database");
    out.host = textOf(parameters, "host");
    out.user = textOf(parameters, "user");
    out.password = Secret(textOf(parameters, "password"));
    out.options = textOf(parameters, "options");
    out.onConnect = textOf(parameters, "onConnect");
    const auto port = toNumber(textOf(parameters, "port"), 65535, "port");
    const auto timeout = toNumber(textOf(parameters, "lockTimeout"), 3600, "lockTimeout");
    if (!port)
        return fail(port.error());
    if (!timeout)
        return fail(timeout.error());
    out.port = *port;
    out.lockTimeout = *timeout;
    if (auto applied = applyConnectionString(textOf(parameters, "connectionString"), out); !applied)
        return fail(applied.error().code, applied.error().message, {.entry = "connectionString"});
    if (out.database.empty())
        return fail(ErrorCode::Input, "no database is named: expected a file for SQLite, else the database's name",
                    {.entry = "database"});
    return out;
}

Result<MACapabilities> readCapabilities(const ConfigParameters &parameters)
{
    MACapabilities out;
    const auto exportType = toChoice<MAExportType>(parameters, "exportType");
    const auto style = toChoice<MADistinguishedNameStyle>(parameters, "distinguishedNameStyle");
    const auto noReferences = toFlag(parameters, "noReferenceValuesInFirstExport");
    const auto asReplace = toFlag(parameters, "deleteAddAsReplace");
    if (!exportType)
        return fail(exportType.error());
    if (!style)
        return fail(style.error());
    if (!noReferences)
        return fail(noReferences.error());
    if (!asReplace)
        return fail(asReplace.error());
    out.exportType = *exportType;
    out.distinguishedNameStyle = *style;
    out.noReferenceValuesInFirstExport = *noReferences;
    out.deleteAddAsReplace = *asReplace;
    out.objectRename = *style != MADistinguishedNameStyle::None;
    out.fullExport = true;
    return out;
}

Result<Mapping> readMappingText(std::string &text, bool hasDn)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) {
        text.clear();
        return Mapping{};
    }
    if (text[first] != '{') {
        // Not JSON, so it names the file with it.
        auto file = readFile(text);
        if (!file)
            return fail(file.error());
        text = std::move(*file);
    }
    auto mapping = readMapping(text);
    if (!mapping)
        return mapping;
    if (auto checked = mapping->check(hasDn); !checked)
        return fail(checked.error());
    return mapping;
}

} // namespace

Result<Settings> Settings::parse(const ConfigParameters &parameters)
{
    Settings out;
    auto connection = readConnection(parameters);
    if (!connection)
        return fail(connection.error());
    out.connection = std::move(*connection);
    auto capabilities = readCapabilities(parameters);
    if (!capabilities)
        return fail(capabilities.error());
    out.capabilities = *capabilities;
    const auto missing = textOf(parameters, "missingObject");
    if (missing != "refuse" && missing != "convertToAdd")
        return fail(ErrorCode::Input, '"' + missing + "\" is none of its values: refuse, convertToAdd",
                    {.entry = "missingObject"});
    out.missingObject = missing == "refuse" ? MissingObject::Refuse : MissingObject::ConvertToAdd;
    const auto commit = textOf(parameters, "commitEach");
    if (commit != "page" && commit != "entry")
        return fail(ErrorCode::Input, '"' + commit + "\" is none of its values: page, entry", {.entry = "commitEach"});
    out.commitEach = commit == "page" ? CommitEach::Page : CommitEach::Entry;
    const auto remove = toFlag(parameters, "removeReferences");
    if (!remove)
        return fail(remove.error());
    out.removeReferences = *remove;
    out.mappingText = textOf(parameters, "mapping");
    auto mapping = readMappingText(out.mappingText, out.hasDn());
    if (!mapping)
        return fail(mapping.error().code, mapping.error().text(), {.entry = "mapping"});
    out.mapping = std::move(*mapping);
    return out;
}

std::vector<ConfigParameterDefinition> parameterDefinitions(ConfigParameterPage page)
{
    std::vector<ConfigParameterDefinition> out;
    std::copy_if(definitions().begin(), definitions().end(), std::back_inserter(out),
                 [&](const auto &definition) { return definition.page == page; });
    return out;
}

} // namespace anchorage::sql
