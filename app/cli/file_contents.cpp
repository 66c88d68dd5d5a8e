#include "app/cli/file_contents.h"

#include "app/cli/configuration_output.h"
#include "app/cli/context.h"
#include "app/cli/inspection_output.h"
#include "core/json/model_json.h"

#include <ostream>

namespace anchorage::cli {

namespace {

constexpr std::size_t mostTargets = 20;

void countReferences(FileContents &contents, const space::Space &space, const std::vector<AttributeChange> &changes)
{
    for (const auto &change : changes)
        for (const auto &value : change.values)
            if (const auto *reference = std::get_if<Reference>(&value.value)) {
                ++contents.references;
                if (!space.find(reference->dn))
                    ++contents.leadingOut[reference->dn];
            }
}

std::string actionOf(const CsEntryChange &entry)
{
    return entry.find(dnAttribute) != nullptr ? "Rename" : std::string(name(entry.modification));
}

void countSpace(FileContents &contents, const space::Space &space)
{
    contents.hasSpace = true;
    std::vector<bool> recorded(space.size());
    for (const auto each : space.recorded()) {
        if (each.object < recorded.size())
            recorded[each.object] = true;
        ++contents.changes[{each.entry.objectType, actionOf(each.entry)}];
        countReferences(contents, space, each.entry.changes);
    }
    for (space::ObjectIndex index = 0; index < space.size(); ++index) {
        if (!space.exists(index))
            continue;
        if (space.hasImage(index))
            ++contents.images[std::string(space.type(index))];
        const auto operation = space.pendingOperation(index);
        if (recorded[index] || operation == space::PendingOperation::None)
            continue;
        const auto object = space.object(index);
        ++contents.changes[{object.type, object.pending.newDn ? "rename" : std::string(name(operation))}];
        countReferences(contents, space, object.pending.changes);
    }
}

} // namespace

FileContents contentsOf(const formats::Loaded &loaded)
{
    FileContents contents;
    contents.format = loaded.format;
    contents.schema = loaded.schema ? &*loaded.schema : nullptr;
    contents.findings = &loaded.findings;
    if (loaded.configuration) {
        contents.configuration = &*loaded.configuration;
        contents.schema = &loaded.configuration->schema;
        for (const auto &parameter : loaded.configuration->parameters)
            if (parameter.toBeAsked)
                contents.secretParameters.push_back(parameter.name);
    }
    if (loaded.space)
        countSpace(contents, *loaded.space);
    return contents;
}

void printText(std::ostream &out, const FileContents &contents)
{
    out << "format: " << contents.format << '\n';
    if (contents.configuration != nullptr)
        printText(out, *contents.configuration);
    if (contents.hasSpace) {
        if (contents.changes.empty())
            out << "no pending changes\n";
        for (const auto &[key, count] : contents.changes)
            out << "pending: " << printable(key.first) << ' ' << key.second << ' ' << count << '\n';
        for (const auto &[type, count] : contents.images)
            out << "full images: " << printable(type) << ' ' << count << '\n';
        out << "references: " << contents.references << ", leading out of the file: " << contents.leadingOut.size()
            << " targets\n";
        std::size_t shown = 0;
        for (const auto &[dn, count] : contents.leadingOut)
            if (shown++ < mostTargets)
                out << "  " << printable(dn) << " (" << count << ")\n";
        if (contents.leadingOut.size() > mostTargets)
            out << "  …\n";
    }
    if (contents.schema != nullptr)
        printSchema(out, *contents.schema);
    for (const auto &finding : *contents.findings)
        out << name(finding.severity) << ": " << (finding.dn.empty() ? "" : printable(finding.dn) + ": ")
            << printable(finding.message) << '\n';
}

void printJson(std::ostream &stream, const FileContents &contents)
{
    std::string text;
    json::Writer out(text, json::Writer::Style::Pretty);
    out.beginObject().member("format", contents.format).key("changes").beginArray();
    for (const auto &[key, count] : contents.changes)
        out.beginObject().member("type", key.first).member("action", key.second).member("count", count).endObject();
    out.endArray().key("images").beginArray();
    for (const auto &[type, count] : contents.images)
        out.beginObject().member("type", type).member("count", count).endObject();
    out.endArray().member("references", contents.references).key("leadingOut").beginArray();
    for (const auto &[dn, count] : contents.leadingOut)
        out.beginObject().member("dn", dn).member("count", count).endObject();
    out.endArray().key("secretParameters").beginArray();
    for (const auto &parameter : contents.secretParameters)
        out.value(parameter);
    out.endArray().key("configuration");
    contents.configuration != nullptr ? write(out, *contents.configuration) : static_cast<void>(out.null());
    out.key("schema");
    contents.schema != nullptr ? json::write(out, *contents.schema) : static_cast<void>(out.null());
    out.key("findings").beginArray();
    for (const auto &finding : *contents.findings)
        json::write(out, finding);
    out.endArray().endObject();
    stream << text << '\n';
}

} // namespace anchorage::cli
