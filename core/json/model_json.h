// The ONE place model <-> JSON: wire, journal, project and canonical files all use these.
// The forms are documented in resources/docs/wire.md. `write` appends one JSON value; `read` gives an
// Error that names the member. Reading ignores unknown members (the wire can grow); project and
// canonical files refuse them with Node::refuseUnknown where they read their own objects.
#pragma once

#include "core/json/json_reader.h"
#include "core/json/json_writer.h"
#include "core/model/capabilities.h"
#include "core/model/config_parameter.h"
#include "core/model/connector_description.h"
#include "core/model/csentry_change.h"
#include "core/model/exception.h"
#include "core/model/finding.h"
#include "core/model/partition.h"
#include "core/model/run_settings.h"
#include "core/model/schema.h"
#include "core/model/selection.h"

namespace anchorage::json {

/// Type comes from the attribute around it: string, JSON integer or decimal string, {"dn"} as plain
/// string, base64 string, boolean.
void write(Writer &out, const AttributeValue &value);
Result<AttributeValue> readValue(const Node &node, AttributeType type);

void write(Writer &out, const AttributeChange &change);
void write(Writer &out, const AnchorAttribute &anchor); ///< {"name","type","value"}
void write(Writer &out, const CsEntryChange &entry);
void write(Writer &out, const CsEntryChangeResult &result);
void write(Writer &out, const PutExportEntriesResults &results); ///< array, or null for a null answer
void write(Writer &out, const Schema &schema);
void write(Writer &out, const MACapabilities &capabilities);
void write(Writer &out, const ConfigParameterDefinition &definition);
void write(Writer &out, const ParameterValidationResult &result);
void write(Writer &out, const Partition &partition);
void write(Writer &out, const HierarchyNode &node);
void write(Writer &out, const Scope &scope);
void write(Writer &out, const Selection &selection);
void write(Writer &out, const ExportRunStep &step);
void write(Writer &out, const ImportRunStep &step);
void write(Writer &out, const ExceptionInfo &exception);
void write(Writer &out, const Finding &finding);
void write(Writer &out, const ConnectorDescription &description);
void write(Writer &out, const RunSettings &settings);
void write(Writer &out, const AnchorDefinitions &anchors);

/// What happens to secrets in a text. The wire reveals (it is the way into the connector); everything
/// that ends in a file or on a screen writes the marker.
enum class Secrets : unsigned char { Reveal, Mark };
void write(Writer &out, const ConfigParameter &parameter, Secrets secrets); ///< {"name","value","secret":true}

template <typename T> Result<T> read(const Node &node); ///< for each type above but AttributeValue

/// A JSON array of T.
template <typename T> Result<std::vector<T>> readArray(const Node &node)
{
    std::vector<T> out;
    out.reserve(node.size());
    auto done = node.forEachElement([&out](std::size_t, Node element) -> Result<void> {
        auto item = read<T>(element);
        if (!item)
            return fail(std::move(item.error()));
        out.push_back(std::move(*item));
        return {};
    });
    if (!done)
        return fail(std::move(done.error()));
    return out;
}

/// The canonical `key=value` names of run settings ("deletesFirst"), for the project and `--set`.
Result<void> applySetting(RunSettings &settings, std::string_view name, std::string_view value);

struct SettingDescription {
    std::string_view name;
    std::string_view expected; ///< in words: "true or false", "auto, put or setPassword", "a number of milliseconds"
};
/// All of them, in the order of run_settings.h.
std::vector<SettingDescription> settingDescriptions();
/// What applySetting reads as the same value; nullopt: not set, or there is no such setting.
std::optional<std::string> settingText(const RunSettings &settings, std::string_view name);

} // namespace anchorage::json
