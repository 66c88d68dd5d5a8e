#include "core/project/csv_json.h"

#include "core/json/json_members.h"
#include "core/project/project_json.h"

namespace anchorage::project {

namespace {

using formats::CsvOptions;

/// Reads a word with one of the functions of csv_options.h.
template <typename T, typename Target>
void word(json::Members &members, std::string_view member, Target &target, Result<T> (*named)(std::string_view))
{
    members.with(member, [&](const json::Node &node) -> Result<void> {
        const auto text = node.toString();
        if (!text)
            return fail(text.error());
        const auto value = named(*text);
        if (!value)
            return wrong(value.error().message);
        target = *value;
        return {};
    });
}

} // namespace

Result<CsvOptions> readCsvOptions(const json::Node &node)
{
    if (auto known = node.refuseUnknown({"delimiter", "quote", "valueSeparator", "encoding", "dnColumn", "actionColumn",
                                         "typeColumn", "anchorColumns", "attributes"});
        !known)
        return fail(known.error());
    CsvOptions options;
    json::Members members(node);
    word(members, "delimiter", options.delimiter, formats::csvDelimiterNamed);
    word(members, "quote", options.quote, formats::csvQuoteNamed);
    word(members, "encoding", options.encoding, formats::csvEncodingNamed);
    members.text("valueSeparator", options.valueSeparator).text("dnColumn", options.dnColumn);
    members.text("actionColumn", options.actionColumn).text("typeColumn", options.typeColumn);
    members.array("anchorColumns", options.anchorColumns);
    take(members, "attributes", options.attributes, pairsOf);
    auto result = members.give(std::move(options));
    if (result)
        if (auto sane = formats::checkCsvOptions(*result); !sane)
            return wrong(sane.error().message);
    return result;
}

void writeCsvOptions(json::Writer &out, const CsvOptions &options)
{
    const CsvOptions usual;
    out.beginObject();
    if (options.delimiter != usual.delimiter)
        out.member("delimiter", formats::csvDelimiterText(options.delimiter));
    if (options.quote)
        out.member("quote", formats::csvQuoteText(*options.quote));
    if (options.valueSeparator != usual.valueSeparator)
        out.member("valueSeparator", options.valueSeparator);
    if (options.encoding != usual.encoding)
        out.member("encoding", formats::csvEncodingText(options.encoding));
    const auto text = [&](std::string_view name, const std::string &value) {
        if (!value.empty())
            out.member(name, value);
    };
    text("dnColumn", options.dnColumn);
    text("actionColumn", options.actionColumn);
    text("typeColumn", options.typeColumn);
    if (!options.anchorColumns.empty()) {
        out.key("anchorColumns").beginArray();
        for (const auto &column : options.anchorColumns)
            out.value(column);
        out.endArray();
    }
    if (!options.attributes.empty()) {
        out.key("attributes").beginObject();
        for (const auto &[column, attribute] : options.attributes)
            out.member(column, attribute);
        out.endObject();
    }
    out.endObject();
}

} // namespace anchorage::project
