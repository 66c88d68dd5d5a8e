#include "core/session/stored_configuration.h"

#include "core/base/file.h"
#include "core/json/model_json.h"
#include "core/model/distinguished_name.h"

#include <algorithm>

namespace anchorage::session {

namespace {

/// As check boxes and drop-downs have them.
std::string parameterText(const json::Node &value)
{
    if (const auto truth = value.toBool())
        return *truth ? "1" : "0";
    if (const auto text = value.toString())
        return std::string(*text);
    std::string flags;
    static_cast<void>(value.forEachElement([&](std::size_t, json::Node flag) -> Result<void> {
        flags += (flags.empty() ? "" : ", ") + std::string(flag.toString().value_or(""));
        return {};
    }));
    return flags.empty() ? "None" : flags;
}

Schema withAnchors(Schema schema, const AnchorDefinitions &anchors)
{
    for (auto &type : schema.types)
        for (const auto &definition : anchors)
            if (equalsIgnoreCase(definition.type, type.name))
                for (auto &attribute : type.attributes)
                    attribute.anchor = std::any_of(definition.attributes.begin(), definition.attributes.end(),
                                                   [&](const auto &each) { return equalsIgnoreCase(each, attribute.name); });
    return schema;
}

} // namespace

std::vector<std::pair<std::string, std::string>> fillsOf(const formats::MaConfiguration &configuration)
{
    std::vector<std::pair<std::string, std::string>> fills;
    std::string text;
    json::Writer out(text);
    json::write(out, configuration.capabilities);
    json::Document document;
    if (const auto root = document.parse(text))
        static_cast<void>(root->forEachMember([&](std::string_view name, json::Node value) -> Result<void> {
            fills.emplace_back(name, parameterText(value));
            return {};
        }));
    if (configuration.exportDefaultPageSize > 0)
        fills.emplace_back("exportDefaultPageSize", std::to_string(configuration.exportDefaultPageSize));
    if (configuration.exportMaxPageSize > 0)
        fills.emplace_back("exportMaxPageSize", std::to_string(configuration.exportMaxPageSize));
    std::string schema;
    json::Writer schemaOut(schema);
    json::write(schemaOut, withAnchors(configuration.schema, configuration.anchors));
    fills.emplace_back("schema", std::move(schema));
    return fills;
}

std::vector<project::Parameter> storedParameters(const formats::MaConfiguration &configuration)
{
    std::vector<project::Parameter> parameters;
    for (const auto &stored : configuration.parameters) {
        if (stored.toBeAsked)
            parameters.push_back({stored.name, SecretReference{SecretReference::Source::Prompt, stored.name}});
        else
            parameters.push_back({stored.name, stored.value});
    }
    return parameters;
}

const formats::StoredExportStep *storedStep(const formats::MaConfiguration &configuration, const project::Step &step)
{
    const auto &steps = configuration.exportSteps;
    const auto named =
        std::find_if(steps.begin(), steps.end(), [&](const auto &each) { return equalsIgnoreCase(each.profile, step.name); });
    if (named != steps.end())
        return &*named;
    return steps.empty() ? nullptr : &steps.front();
}

} // namespace anchorage::session
