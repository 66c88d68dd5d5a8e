#include "core/run/journal_header.h"

#include "core/run/journal_members.h"

namespace anchorage::run {

namespace {

void writeParameters(json::Writer &out, const ConfigParameters &parameters, const Scrubber &scrubber)
{
    out.key("parameters").beginArray();
    for (const auto &parameter : parameters) {
        // A connection string may hold a secret although it is no encrypted parameter.
        if (const auto *text = std::get_if<std::string>(&parameter.value))
            json::write(out, ConfigParameter{parameter.name, scrubber.scrub(*text)}, json::Secrets::Mark);
        else
            json::write(out, parameter, json::Secrets::Mark);
    }
    out.endArray();
}

void writeSetup(json::Writer &out, const engine::EngineSetup &setup)
{
    out.key("setup").beginObject();
    const auto part = [&out](std::string_view name, const auto &value) {
        out.key(name);
        json::write(out, value);
    };
    part("schema", setup.schema);
    part("capabilities", setup.capabilities);
    part("anchors", setup.anchors);
    part("selection", setup.selection);
    part("scope", setup.scope);
    part("partition", setup.partition);
    part("settings", setup.settings);
    out.member("exportDefaultPageSize", setup.exportDefaultPageSize);
    out.member("exportMaxPageSize", setup.exportMaxPageSize);
    out.member("passwordInterface", setup.passwordInterface);
    out.endObject();
}

Result<engine::EngineSetup> readSetup(const json::Node &node)
{
    MemberReader in(node);
    engine::EngineSetup setup;
    setup.schema = in.value<Schema>("schema");
    setup.capabilities = in.value<MACapabilities>("capabilities");
    setup.anchors = in.value<AnchorDefinitions>("anchors");
    setup.selection = in.value<Selection>("selection");
    setup.scope = in.value<Scope>("scope");
    setup.partition = in.value<Partition>("partition");
    setup.settings = in.value<RunSettings>("settings");
    setup.exportDefaultPageSize = static_cast<std::int32_t>(in.integer("exportDefaultPageSize"));
    setup.exportMaxPageSize = static_cast<std::int32_t>(in.integer("exportMaxPageSize"));
    setup.passwordInterface = in.flag("passwordInterface");
    return in.done(std::move(setup));
}

Result<std::string> readText(const json::Node &node)
{
    auto text = node.toString();
    if (!text)
        return fail(std::move(text.error()));
    return std::string(*text);
}

} // namespace

void write(json::Writer &out, const JournalHeader &header, const Scrubber &given)
{
    Scrubber scrubber = given; // knows the run's own secrets, whoever forgot to teach it
    for (const auto &parameter : header.parameters) {
        if (const auto *secret = std::get_if<Secret>(&parameter.value))
            scrubber.learn(*secret);
    }
    out.beginObject();
    out.member("journal", journalFormat);
    out.member("version", journalVersion);
    out.member("bench", header.benchVersion);
    out.member("started", header.started);
    if (!header.project.empty())
        out.member("project", header.project);
    if (!header.step.empty())
        out.member("step", header.step);
    out.key("connector").beginObject();
    out.member("kind", header.connectorKind);
    out.member("path", header.connectorPath);
    out.key("arguments").beginArray();
    for (const auto &argument : header.connectorArguments)
        out.value(scrubber.scrub(argument));
    out.endArray();
    out.endObject();
    writeParameters(out, header.parameters, scrubber);
    writeSetup(out, header.setup);
    out.key("space").beginObject();
    out.member("style", name(header.setup.space.style()));
    out.member("objects", static_cast<std::uint64_t>(header.setup.space.size()));
    out.member("recorded", static_cast<std::uint64_t>(header.setup.space.recorded().size()));
    out.endObject();
    out.endObject();
}

Result<ReadHeader> readJournalHeader(const json::Node &node)
{
    MemberReader in(node);
    const auto format = in.textOr("journal", {});
    if (format != journalFormat)
        return fail(ErrorCode::Input, "this is no journal of a run: it does not begin with {\"journal\":\"anchorage\"");
    const auto version = in.integer("version");
    if (version > journalVersion) {
        return fail(ErrorCode::Unsupported,
                    "this journal has version " + std::to_string(version) + ", this bench reads up to version "
                        + std::to_string(journalVersion) + ": use the bench that wrote it or a newer one");
    }
    ReadHeader read;
    auto &header = read.header;
    header.benchVersion = in.text("bench");
    header.started = in.text("started");
    header.project = in.textOr("project", {});
    header.step = in.textOr("step", {});
    const auto connector = [&header](const json::Node &object) -> Result<bool> {
        MemberReader inner(object);
        header.connectorKind = inner.text("kind");
        header.connectorPath = inner.text("path");
        header.connectorArguments = inner.list<std::string>("arguments", readText);
        return inner.done(true);
    };
    in.take<bool>("connector", connector);
    header.parameters = in.array<ConfigParameter>("parameters");
    header.setup = in.take<engine::EngineSetup>("setup", readSetup);
    const auto space = [&read](const json::Node &object) -> Result<bool> {
        MemberReader inner(object);
        const auto style = inner.text("style");
        const auto known = fromName<MADistinguishedNameStyle>(style);
        if (!known)
            inner.refuse("style", style, "\"None\", \"Generic\" or \"Ldap\"");
        read.header.setup.space = space::Space(known.value_or(MADistinguishedNameStyle::Generic));
        read.space.objects = inner.count("objects");
        read.space.recorded = inner.count("recorded");
        return inner.done(true);
    };
    in.take<bool>("space", space);
    return in.done(std::move(read));
}

} // namespace anchorage::run
