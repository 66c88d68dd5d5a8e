#include "core/project/expectation_json.h"

#include "core/model/filter.h"
#include "core/model/pattern.h"
#include "core/project/project_json.h"

namespace anchorage::project {

namespace {

using json::Members;
using json::Node;
using json::Writer;

/// A pattern or filter that can be read; the text stays.
template <typename Compile> Result<std::string> readChecked(const Node &node, Compile compile)
{
    auto text = json::read<std::string>(node);
    if (!text)
        return text;
    if (const auto compiled = compile(*text); !compiled)
        return wrong("at byte " + std::to_string(compiled.error().where.column) + " of \"" + *text
                     + "\": " + compiled.error().message);
    return text;
}

Result<std::string> readPattern(const Node &node)
{
    return readChecked(node, [](const std::string &text) { return Pattern::compile(text); });
}

Result<std::string> readFilter(const Node &node)
{
    return readChecked(node, [](const std::string &text) { return Filter::parse(text); });
}

Result<EntryExpectation> readEntryExpectation(const Node &node)
{
    auto known = node.refuseUnknown({"dn", "index", "filter", "outcome", "error", "errorName", "anchor", "passes", "handedOver"});
    if (!known)
        return fail(known.error());
    EntryExpectation entry;
    if (int(node.find("dn").has_value()) + int(node.find("index").has_value()) + int(node.find("filter").has_value()) != 1)
        return wrong("exactly one of \"dn\", \"index\" and \"filter\" says which entry is meant");
    Members members(node);
    members.text("dn", entry.dn).text("errorName", entry.errorName);
    take(members, "filter", entry.filter, readFilter);
    members.with("index", [&](const Node &value) -> Result<void> {
        const auto index = value.toInteger();
        if (!index)
            return fail(index.error());
        if (*index < 1)
            return wrong("entries are counted from 1");
        entry.index = static_cast<std::uint64_t>(*index);
        return {};
    });
    members.with("outcome", [&](const Node &value) -> Result<void> {
        const auto text = value.toString();
        if (!text)
            return fail(text.error());
        entry.outcome = outcomeFromText(*text);
        if (!entry.outcome)
            return wrong("\"" + std::string(*text)
                         + "\" is no outcome: expected accepted, error, stops-run, unknown or not-sent");
        return {};
    });
    members.with("error", [&](const Node &value) -> Result<void> {
        const auto text = value.toString();
        if (!text)
            return fail(text.error());
        entry.error = exportErrorFromText(*text);
        if (!entry.error)
            return wrong("\"" + std::string(*text) + "\" is no export error: expected one like cd-existing-object");
        return {};
    });
    members.with("passes", [&](const Node &value) -> Result<void> {
        const auto passes = value.toInteger();
        if (!passes)
            return fail(passes.error());
        if (*passes < 0)
            return wrong("a number of passes is 0 or more");
        entry.passes = static_cast<std::uint32_t>(*passes);
        return {};
    });
    take(members, "anchor", entry.anchor, readPattern);
    take(members, "handedOver", entry.handedOver, textsOf);
    auto result = members.give(entry);
    if (result && !entry.outcome && !entry.error && entry.errorName.empty() && entry.anchor.empty() && !entry.passes
        && entry.handedOver.empty())
        return wrong("nothing is expected of this entry: add \"outcome\", \"error\", \"errorName\", \"anchor\", \"passes\" or "
                     "\"handedOver\"");
    return result;
}

Result<AttributeStatement> readStatement(const Node &node)
{
    if (auto known = node.refuseUnknown({"attribute", "modified", "filter"}); !known)
        return fail(known.error());
    AttributeStatement statement;
    Members members(node);
    members.need("attribute").need("modified");
    members.text("attribute", statement.attribute).truth("modified", statement.modified);
    take(members, "filter", statement.filter, readFilter);
    return members.give(std::move(statement));
}

void writeEntry(Writer &out, const EntryExpectation &entry)
{
    out.beginObject();
    writeText(out, "dn", entry.dn);
    if (entry.index)
        out.member("index", *entry.index);
    writeText(out, "filter", entry.filter);
    if (entry.outcome)
        out.member("outcome", name(*entry.outcome));
    if (entry.error)
        out.member("error", engineString(*entry.error));
    writeText(out, "errorName", entry.errorName);
    writeText(out, "anchor", entry.anchor);
    if (entry.passes)
        out.member("passes", *entry.passes);
    writeTexts(out, "handedOver", entry.handedOver);
    out.endObject();
}

} // namespace

Result<Expectations> readExpectations(const Node &node)
{
    if (auto known = node.refuseUnknown({"status", "entries", "attributes"}); !known)
        return fail(known.error());
    Expectations expectations;
    Members members(node);
    members.text("status", expectations.status);
    take(members, "entries", expectations.entries,
         [](const Node &list) { return listOf<EntryExpectation>(list, readEntryExpectation); });
    take(members, "attributes", expectations.statements,
         [](const Node &list) { return listOf<AttributeStatement>(list, readStatement); });
    return members.give(std::move(expectations));
}

void write(Writer &out, const Expectations &expectations)
{
    out.beginObject();
    writeText(out, "status", expectations.status);
    if (!expectations.entries.empty()) {
        out.key("entries").beginArray();
        for (const auto &entry : expectations.entries)
            writeEntry(out, entry);
        out.endArray();
    }
    if (!expectations.statements.empty()) {
        out.key("attributes").beginArray();
        for (const auto &statement : expectations.statements) {
            out.beginObject().member("attribute", statement.attribute).member("modified", statement.modified);
            writeText(out, "filter", statement.filter);
            out.endObject();
        }
        out.endArray();
    }
    out.endObject();
}

} // namespace anchorage::project
