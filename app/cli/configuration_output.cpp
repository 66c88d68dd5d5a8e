#include "app/cli/configuration_output.h"

#include "app/cli/context.h"
#include "core/json/model_json.h"

#include <ostream>

namespace anchorage::cli {

namespace {

template <typename T> void writeEach(json::Writer &out, std::string_view member, const std::vector<T> &items)
{
    out.key(member).beginArray();
    for (const auto &item : items)
        json::write(out, item);
    out.endArray();
}

void write(json::Writer &out, const formats::StoredPartition &partition)
{
    out.beginObject().key("partition");
    json::write(out, partition.partition);
    out.member("selected", partition.selected).key("objectTypes").beginArray();
    for (const auto &type : partition.objectTypes)
        out.value(type);
    out.endArray();
    writeEach(out, "inclusions", partition.inclusions);
    writeEach(out, "exclusions", partition.exclusions);
    out.endObject();
}

/// The product never stores the value of an encrypted parameter: there is none to write.
void write(json::Writer &out, const formats::StoredParameter &parameter)
{
    out.beginObject().member("name", parameter.name).member("page", name(parameter.page));
    if (!parameter.toBeAsked)
        out.member("value", parameter.value);
    out.member("toBeAsked", parameter.toBeAsked).endObject();
}

} // namespace

void printText(std::ostream &out, const formats::MaConfiguration &configuration)
{
    out << "management agent: " << printable(configuration.name) << ", connector " << printable(configuration.connectorFile)
        << '\n';
    out << "export type " << name(configuration.capabilities.exportType) << ", DN style "
        << name(configuration.capabilities.distinguishedNameStyle) << '\n';
    for (const auto &step : configuration.exportSteps)
        out << "step: " << printable(step.profile) << ", " << name(step.exportType) << ", page size " << step.batchSize << '\n';
    for (const auto &partition : configuration.partitions)
        if (partition.selected)
            out << "partition: " << printable(partition.partition.dn) << ", " << partition.inclusions.size() << " containers in, "
                << partition.exclusions.size() << " out\n";
    for (const auto &parameter : configuration.parameters)
        if (!parameter.toBeAsked)
            out << "parameter: " << printable(parameter.name) << " = " << printable(parameter.value) << '\n';
    for (const auto &parameter : configuration.parameters)
        if (parameter.toBeAsked)
            out << "parameter to be asked for: " << printable(parameter.name) << '\n';
}

void write(json::Writer &out, const formats::MaConfiguration &configuration)
{
    out.beginObject().member("name", configuration.name).member("connectorFile", configuration.connectorFile);
    out.key("capabilities");
    json::write(out, configuration.capabilities);
    out.member("exportDefaultPageSize", configuration.exportDefaultPageSize);
    out.member("exportMaxPageSize", configuration.exportMaxPageSize);
    out.key("exportSteps").beginArray();
    for (const auto &step : configuration.exportSteps)
        out.beginObject()
            .member("profile", step.profile)
            .member("partition", step.partition)
            .member("batchSize", step.batchSize)
            .member("exportType", name(step.exportType))
            .endObject();
    out.endArray().key("anchors");
    json::write(out, configuration.anchors);
    out.key("selection");
    json::write(out, configuration.selection);
    out.key("partitions").beginArray();
    for (const auto &partition : configuration.partitions)
        write(out, partition);
    out.endArray();
    writeEach(out, "parameterDefinitions", configuration.parameterDefinitions);
    out.key("parameters").beginArray();
    for (const auto &parameter : configuration.parameters)
        write(out, parameter);
    out.endArray().endObject();
}

} // namespace anchorage::cli
