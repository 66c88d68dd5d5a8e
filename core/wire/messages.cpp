#include "core/wire/messages.h"

#include "core/json/model_json.h"

namespace anchorage::wire {

namespace {

using json::Writer;

std::string_view method(const request::Initialize &)
{
    return "initialize";
}
std::string_view method(const request::Configure &)
{
    return "configure";
}
std::string_view method(const request::GetCapabilities &)
{
    return "getCapabilities";
}
std::string_view method(const request::GetConfigParameters &)
{
    return "getConfigParameters";
}
std::string_view method(const request::ValidateConfigParameters &)
{
    return "validateConfigParameters";
}
std::string_view method(const request::GetSchema &)
{
    return "getSchema";
}
std::string_view method(const request::GetPartitions &)
{
    return "getPartitions";
}
std::string_view method(const request::GetHierarchy &)
{
    return "getHierarchy";
}
std::string_view method(const request::OpenExportConnection &)
{
    return "openExportConnection";
}
std::string_view method(const request::PutExportEntries &)
{
    return "putExportEntries";
}
std::string_view method(const request::CloseExportConnection &)
{
    return "closeExportConnection";
}
std::string_view method(const request::OpenImportConnection &)
{
    return "openImportConnection";
}
std::string_view method(const request::GetImportEntries &)
{
    return "getImportEntries";
}
std::string_view method(const request::CloseImportConnection &)
{
    return "closeImportConnection";
}
std::string_view method(const request::OpenPasswordConnection &)
{
    return "openPasswordConnection";
}
std::string_view method(const request::GetConnectionSecurityLevel &)
{
    return "getConnectionSecurityLevel";
}
std::string_view method(const request::SetPassword &)
{
    return "setPassword";
}
std::string_view method(const request::ChangePassword &)
{
    return "changePassword";
}
std::string_view method(const request::ClosePasswordConnection &)
{
    return "closePasswordConnection";
}
std::string_view method(const request::Shutdown &)
{
    return "shutdown";
}

template <typename T> void writeArray(Writer &out, std::string_view member, const std::vector<T> &items)
{
    out.key(member).beginArray();
    for (const auto &item : items)
        json::write(out, item);
    out.endArray();
}

template <typename T> void writeMember(Writer &out, std::string_view member, const T &value)
{
    out.key(member);
    json::write(out, value);
}

void writeSecret(Writer &out, std::string_view member, const Secret &secret)
{
    out.key(member).beginObject().member("value", secret.reveal()).member("secret", true).endObject();
}

void writeTarget(Writer &out, const request::PasswordTarget &target)
{
    out.member("dn", target.dn).member("objectType", target.objectType);
    writeArray(out, "anchors", target.anchors);
}

/// The members of `params`, per request.
struct Params {
    Writer &out;

    void operator()(const request::Initialize &r) const
    {
        out.member("magic", r.magic).member("protocolMin", r.protocolMin).member("protocolMax", r.protocolMax);
        out.member("benchVersion", r.benchVersion);
        out.key("options").beginObject();
        for (const auto &[option, value] : r.options)
            out.member(option, value);
        out.endObject();
    }
    void operator()(const request::Configure &r) const
    {
        out.key("parameters").beginArray();
        for (const auto &parameter : r.parameters)
            json::write(out, parameter, json::Secrets::Reveal); // the one way in
        out.endArray();
    }
    void operator()(const request::GetConfigParameters &r) const { out.member("page", name(r.page)); }
    void operator()(const request::ValidateConfigParameters &r) const { out.member("page", name(r.page)); }
    void operator()(const request::GetHierarchy &r) const { writeMember(out, "parent", r.parent); }
    void operator()(const request::OpenExportConnection &r) const
    {
        writeMember(out, "schema", r.schema);
        writeMember(out, "step", r.step);
    }
    void operator()(const request::PutExportEntries &r) const { writeArray(out, "entries", r.entries); }
    void operator()(const request::CloseExportConnection &r) const { out.member("reason", name(r.reason)); }
    void operator()(const request::OpenImportConnection &r) const
    {
        writeMember(out, "schema", r.schema);
        writeMember(out, "step", r.step);
    }
    void operator()(const request::GetImportEntries &r) const { out.member("customData", r.customData); }
    void operator()(const request::CloseImportConnection &r) const
    {
        out.member("reason", name(r.reason)).member("customData", r.customData);
    }
    void operator()(const request::OpenPasswordConnection &r) const { writeMember(out, "partition", r.partition); }
    void operator()(const request::SetPassword &r) const
    {
        writeTarget(out, r.target);
        writeSecret(out, "newPassword", r.newPassword);
        out.key("options").beginArray();
        if (r.options.forceChangeAtLogOn)
            out.value("ForceChangeAtLogOn");
        if (r.options.unlockAccount)
            out.value("UnlockAccount");
        if (r.options.validatePassword)
            out.value("ValidatePassword");
        out.endArray();
    }
    void operator()(const request::ChangePassword &r) const
    {
        writeTarget(out, r.target);
        writeSecret(out, "oldPassword", r.oldPassword);
        writeSecret(out, "newPassword", r.newPassword);
    }
    template <typename NoParams> void operator()(const NoParams &) const { }
};

/// The members of `result`, per answer.
struct ResultMembers {
    Writer &out;

    void operator()(const answer::Initialized &a) const
    {
        out.member("magic", a.magic).member("protocol", a.protocol);
        writeMember(out, "connector", a.connector);
    }
    void operator()(const answer::Done &) const { }
    void operator()(const answer::Capabilities &a) const { writeMember(out, "capabilities", a.capabilities); }
    void operator()(const answer::ConfigParameterDefinitions &a) const { writeArray(out, "definitions", a.definitions); }
    void operator()(const answer::Validated &a) const { writeMember(out, "result", a.result); }
    void operator()(const answer::SchemaAnswer &a) const { writeMember(out, "schema", a.schema); }
    void operator()(const answer::Partitions &a) const { writeArray(out, "partitions", a.partitions); }
    void operator()(const answer::Hierarchy &a) const { writeArray(out, "nodes", a.nodes); }
    void operator()(const answer::Put &a) const { writeMember(out, "results", a.results); }
    void operator()(const answer::ImportOpened &a) const { out.member("customData", a.customData); }
    void operator()(const answer::ImportEntries &a) const
    {
        writeArray(out, "entries", a.entries);
        out.member("moreToImport", a.moreToImport).member("customData", a.customData);
    }
    void operator()(const answer::ImportClosed &a) const { out.member("customData", a.customData); }
    void operator()(const answer::SecurityLevel &a) const { out.member("level", name(a.level)); }
    void operator()(const answer::Threw &) const { }
    void operator()(const answer::NotImplemented &) const { }
};

void notification(Writer &out, std::string_view name)
{
    out.member("jsonrpc", "2.0").member("method", name);
}

} // namespace

std::string_view methodOf(const Request &request)
{
    return std::visit([](const auto &r) { return method(r); }, request);
}

void encode(std::string &out, RequestId id, const Request &request)
{
    Writer writer(out);
    writer.beginObject().member("jsonrpc", "2.0").member("id", id).member("method", methodOf(request));
    writer.key("params").beginObject();
    std::visit(Params{writer}, request);
    writer.endObject().endObject();
    out += '\n';
}

void encode(std::string &out, RequestId id, const Answer &answer)
{
    Writer writer(out);
    writer.beginObject().member("jsonrpc", "2.0").member("id", id);
    if (const auto *threw = std::get_if<answer::Threw>(&answer)) {
        writer.key("error").beginObject().member("code", exceptionCode).member("message", threw->exception.message);
        writer.key("data").beginObject();
        writeMember(writer, "exception", threw->exception);
        writer.endObject().endObject();
    } else if (const auto *missing = std::get_if<answer::NotImplemented>(&answer)) {
        writer.key("error").beginObject().member("code", methodNotFoundCode);
        writer.member("message", "the connector does not implement " + missing->method).endObject();
    } else {
        writer.key("result").beginObject();
        std::visit(ResultMembers{writer}, answer);
        writer.endObject();
    }
    writer.endObject();
    out += '\n';
}

void encode(std::string &out, const Notice &notice)
{
    Writer writer(out);
    writer.beginObject();
    std::visit(overloaded{[&](const notice::Log &log) {
                              notification(writer, "log");
                              writer.key("params").beginObject().member("level", log.level).member("text", log.text).endObject();
                          },
                          [&](const notice::Progress &progress) {
                              notification(writer, "progress");
                              writer.key("params").beginObject().member("text", progress.text).endObject();
                          },
                          [&](const notice::Goodbye &) { notification(writer, "goodbye"); }},
               notice);
    writer.endObject();
    out += '\n';
}

void encode(std::string &out, const Cancel &)
{
    Writer writer(out);
    writer.beginObject();
    notification(writer, "cancel");
    writer.endObject();
    out += '\n';
}

} // namespace anchorage::wire
