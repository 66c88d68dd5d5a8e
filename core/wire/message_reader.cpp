#include "core/wire/message_reader.h"

#include "core/json/model_json.h"
#include "core/wire/line_decoder.h"

namespace anchorage::wire {

namespace {

using json::Node;

tl::unexpected<Error> inMember(Error error, std::string_view member)
{
    error.message = std::string(member) + ": " + error.message;
    return tl::unexpected<Error>(std::move(error));
}

template <typename T> Result<T> memberOf(const Node &node, std::string_view member)
{
    const auto value = node.at(member);
    if (!value)
        return fail(value.error());
    auto read = json::read<T>(*value);
    if (!read)
        return inMember(std::move(read.error()), member);
    return read;
}

template <typename T> Result<std::vector<T>> arrayOf(const Node &node, std::string_view member)
{
    const auto value = node.at(member);
    if (!value)
        return fail(value.error());
    auto read = json::readArray<T>(*value);
    if (!read)
        return inMember(std::move(read.error()), member);
    return read;
}

Result<std::string> textOf(const Node &node, std::string_view member)
{
    const auto value = node.at(member);
    const auto text = value ? value->toString() : fail(value.error());
    if (!text)
        return inMember(text.error(), member);
    return std::string(*text);
}

/// Absent means empty: such members may be left out.
Result<std::string> optionalText(const Node &node, std::string_view member)
{
    return node.find(member) ? textOf(node, member) : Result<std::string>(std::string());
}

template <typename Number = std::int64_t> Result<Number> numberOf(const Node &node, std::string_view member)
{
    const auto value = node.at(member);
    const auto number = value ? value->toInteger() : fail(value.error());
    if (!number)
        return inMember(number.error(), member);
    if (static_cast<std::int64_t>(static_cast<Number>(*number)) != *number)
        return fail(ErrorCode::Peer, std::string(member) + ": " + std::to_string(*number) + " is out of range");
    return static_cast<Number>(*number);
}

template <typename Enum> Result<Enum> choiceOf(const Node &node, std::string_view member)
{
    const auto text = textOf(node, member);
    if (!text)
        return fail(text.error());
    const auto value = fromName<Enum>(*text);
    if (!value)
        return fail(ErrorCode::Peer, std::string(member) + ": \"" + text->substr(0, 60) + "\" is none of the known names");
    return *value;
}

/// `made` when all parts were read, else the first part's error.
template <typename Made, typename... Parts> Result<Made> make(Result<Parts>... parts)
{
    std::optional<Error> error;
    ((error || parts ? void() : void(error = parts.error())), ...);
    if (error)
        return fail(std::move(*error));
    return Made{std::move(*parts)...};
}

// --- answers, by the method they belong to --------------------------------------------------------

Result<Answer> initialized(const Node &result)
{
    const auto said = textOf(result, "magic");
    if (!said)
        return fail(said.error());
    if (*said != magic)
        return fail(ErrorCode::Unsupported,
                    "this program does not speak the Anchorage wire: its magic is \"" + said->substr(0, 60) + "\", expected \""
                        + std::string(magic) + "\"");
    const auto protocol = numberOf(result, "protocol");
    if (!protocol)
        return fail(protocol.error());
    if (*protocol < protocolMin || *protocol > protocolMax)
        return fail(ErrorCode::Unsupported,
                    "the connector speaks version " + std::to_string(*protocol) + " of the wire, this bench versions "
                        + std::to_string(protocolMin) + " to " + std::to_string(protocolMax));
    auto connector = memberOf<ConnectorDescription>(result, "connector");
    if (!connector)
        return fail(connector.error());
    return Answer(answer::Initialized{std::string(magic), static_cast<int>(*protocol), std::move(*connector)});
}

template <typename Made> Result<Answer> asAnswer(Result<Made> made)
{
    if (!made)
        return fail(std::move(made.error()));
    return Answer(std::move(*made));
}

Result<Answer> importEntries(const Node &result)
{
    const auto more = result.at("moreToImport");
    const auto truth = more ? more->toBool() : fail(more.error());
    return asAnswer(
        make<answer::ImportEntries>(arrayOf<CsEntryChange>(result, "entries"), truth, optionalText(result, "customData")));
}

struct AnswerReader {
    std::string_view method;
    Result<Answer> (*read)(const Node &);
};

const AnswerReader answerReaders[]{
    {"putExportEntries",
     [](const Node &n) { return asAnswer(make<answer::Put>(memberOf<PutExportEntriesResults>(n, "results"))); }},
    {"initialize", initialized},
    {"getCapabilities",
     [](const Node &n) { return asAnswer(make<answer::Capabilities>(memberOf<MACapabilities>(n, "capabilities"))); }},
    {"getConfigParameters",
     [](const Node &n) {
         return asAnswer(make<answer::ConfigParameterDefinitions>(arrayOf<ConfigParameterDefinition>(n, "definitions")));
     }},
    {"validateConfigParameters",
     [](const Node &n) { return asAnswer(make<answer::Validated>(memberOf<ParameterValidationResult>(n, "result"))); }},
    {"getSchema", [](const Node &n) { return asAnswer(make<answer::SchemaAnswer>(memberOf<Schema>(n, "schema"))); }},
    {"getPartitions", [](const Node &n) { return asAnswer(make<answer::Partitions>(arrayOf<Partition>(n, "partitions"))); }},
    {"getHierarchy", [](const Node &n) { return asAnswer(make<answer::Hierarchy>(arrayOf<HierarchyNode>(n, "nodes"))); }},
    {"openImportConnection", [](const Node &n) { return asAnswer(make<answer::ImportOpened>(optionalText(n, "customData"))); }},
    {"getImportEntries", importEntries},
    {"closeImportConnection", [](const Node &n) { return asAnswer(make<answer::ImportClosed>(optionalText(n, "customData"))); }},
    {"getConnectionSecurityLevel",
     [](const Node &n) { return asAnswer(make<answer::SecurityLevel>(choiceOf<ConnectionSecurityLevel>(n, "level"))); }},
};

Result<Answer> readResult(std::string_view method, const Node &result)
{
    for (const auto &reader : answerReaders)
        if (reader.method == method)
            return reader.read(result);
    return Answer(answer::Done{});
}

Result<Answer> readError(std::string_view method, const Node &error)
{
    const auto code = numberOf(error, "code");
    if (!code)
        return fail(code.error());
    if (*code == methodNotFoundCode)
        return Answer(answer::NotImplemented{std::string(method)});
    answer::Threw threw;
    if (const auto data = error.find("data"))
        if (data->find("exception")) {
            auto exception = memberOf<ExceptionInfo>(*data, "exception");
            if (!exception)
                return inMember(exception.error(), "data");
            threw.exception = std::move(*exception);
            return Answer(std::move(threw));
        }
    // A small peer may send a plain JSON-RPC error.
    auto message = optionalText(error, "message");
    if (!message)
        return fail(message.error());
    threw.exception = {"JsonRpcError" + std::to_string(*code), std::move(*message), {}, {}};
    return Answer(std::move(threw));
}

// --- requests ---------------------------------------------------------------------------------------

template <typename Made> Result<Request> asRequest(Result<Made> made)
{
    if (!made)
        return fail(std::move(made.error()));
    return Request(std::move(*made));
}

using Options = std::vector<std::pair<std::string, std::string>>;

Result<Options> hostOptions(const Node &params)
{
    Options options;
    const auto members = params.find("options");
    if (!members)
        return options;
    const auto done = members->forEachMember([&](std::string_view option, Node value) -> Result<void> {
        const auto text = value.toString();
        if (!text)
            return inMember(text.error(), option);
        options.emplace_back(option, *text);
        return {};
    });
    if (!done)
        return inMember(done.error(), "options");
    return options;
}

Result<Request> initialize(const Node &params)
{
    return asRequest(make<request::Initialize>(textOf(params, "magic"), numberOf<int>(params, "protocolMin"),
                                               numberOf<int>(params, "protocolMax"), optionalText(params, "benchVersion"),
                                               hostOptions(params)));
}

Result<Secret> secretOf(const Node &params, std::string_view member)
{
    const auto node = params.at(member);
    auto value = node ? textOf(*node, "value") : fail(node.error());
    if (!value)
        return inMember(value.error(), member);
    return Secret(std::move(*value));
}

Result<request::PasswordTarget> targetOf(const Node &params)
{
    return make<request::PasswordTarget>(textOf(params, "dn"), textOf(params, "objectType"),
                                         arrayOf<AnchorAttribute>(params, "anchors"));
}

Result<PasswordOptions> optionsOf(const Node &params)
{
    PasswordOptions options;
    const auto list = params.find("options");
    if (!list)
        return options;
    const auto done = list->forEachElement([&](std::size_t, Node element) -> Result<void> {
        const auto text = element.toString();
        if (!text)
            return fail(text.error());
        options.forceChangeAtLogOn = options.forceChangeAtLogOn || *text == "ForceChangeAtLogOn";
        options.unlockAccount = options.unlockAccount || *text == "UnlockAccount";
        options.validatePassword = options.validatePassword || *text == "ValidatePassword";
        return {};
    });
    if (!done)
        return inMember(done.error(), "options");
    return options;
}

struct RequestReader {
    std::string_view method;
    Result<Request> (*read)(const Node &);
};

const RequestReader requestReaders[]{
    {"putExportEntries",
     [](const Node &p) { return asRequest(make<request::PutExportEntries>(arrayOf<CsEntryChange>(p, "entries"))); }},
    {"initialize", initialize},
    {"configure", [](const Node &p) { return asRequest(make<request::Configure>(arrayOf<ConfigParameter>(p, "parameters"))); }},
    {"getCapabilities", [](const Node &) { return Result<Request>(request::GetCapabilities{}); }},
    {"getConfigParameters",
     [](const Node &p) { return asRequest(make<request::GetConfigParameters>(choiceOf<ConfigParameterPage>(p, "page"))); }},
    {"validateConfigParameters",
     [](const Node &p) { return asRequest(make<request::ValidateConfigParameters>(choiceOf<ConfigParameterPage>(p, "page"))); }},
    {"getSchema", [](const Node &) { return Result<Request>(request::GetSchema{}); }},
    {"getPartitions", [](const Node &) { return Result<Request>(request::GetPartitions{}); }},
    {"getHierarchy", [](const Node &p) { return asRequest(make<request::GetHierarchy>(memberOf<HierarchyNode>(p, "parent"))); }},
    {"openExportConnection",
     [](const Node &p) {
         return asRequest(make<request::OpenExportConnection>(memberOf<Schema>(p, "schema"), memberOf<ExportRunStep>(p, "step")));
     }},
    {"closeExportConnection",
     [](const Node &p) { return asRequest(make<request::CloseExportConnection>(choiceOf<CloseReason>(p, "reason"))); }},
    {"openImportConnection",
     [](const Node &p) {
         return asRequest(make<request::OpenImportConnection>(memberOf<Schema>(p, "schema"), memberOf<ImportRunStep>(p, "step")));
     }},
    {"getImportEntries", [](const Node &p) { return asRequest(make<request::GetImportEntries>(optionalText(p, "customData"))); }},
    {"closeImportConnection",
     [](const Node &p) {
         return asRequest(
             make<request::CloseImportConnection>(choiceOf<CloseReason>(p, "reason"), optionalText(p, "customData")));
     }},
    {"openPasswordConnection",
     [](const Node &p) { return asRequest(make<request::OpenPasswordConnection>(memberOf<Partition>(p, "partition"))); }},
    {"getConnectionSecurityLevel", [](const Node &) { return Result<Request>(request::GetConnectionSecurityLevel{}); }},
    {"setPassword",
     [](const Node &p) { return asRequest(make<request::SetPassword>(targetOf(p), secretOf(p, "newPassword"), optionsOf(p))); }},
    {"changePassword",
     [](const Node &p) {
         return asRequest(make<request::ChangePassword>(targetOf(p), secretOf(p, "oldPassword"), secretOf(p, "newPassword")));
     }},
    {"closePasswordConnection", [](const Node &) { return Result<Request>(request::ClosePasswordConnection{}); }},
    {"shutdown", [](const Node &) { return Result<Request>(request::Shutdown{}); }},
};

Result<Notice> readNotice(std::string_view method, const Node &root)
{
    const auto params = root.find("params").value_or(Node());
    if (method == "log") {
        auto log = make<notice::Log>(textOf(params, "level"), textOf(params, "text"));
        if (!log)
            return fail(log.error());
        return Notice(std::move(*log));
    }
    if (method == "progress") {
        auto text = optionalText(params, "text");
        if (!text)
            return fail(text.error());
        return Notice(notice::Progress{std::move(*text)});
    }
    if (method == "goodbye")
        return Notice(notice::Goodbye{});
    // A notification of a later version: harmless, and a person may want to see it.
    return Notice(notice::Log{"debug", "unknown notification \"" + std::string(method.substr(0, 60)) + "\""});
}

tl::unexpected<Error> broken(std::string_view line, const Error &error)
{
    const auto code = error.code == ErrorCode::Unsupported ? error.code : ErrorCode::Peer;
    return fail(code,
                code == ErrorCode::Unsupported
                    ? error.message
                    : "this is no message of the wire: " + error.message + "; it begins with \"" + excerpt(line) + "\"");
}

} // namespace

struct MessageReader::Private {
    json::Document document;

    Result<Node> parse(std::string_view line)
    {
        auto root = document.parse(line);
        if (!root)
            return fail(root.error());
        const auto version = textOf(*root, "jsonrpc");
        if (!version)
            return fail(version.error());
        if (*version != "2.0")
            return fail(ErrorCode::Peer, "jsonrpc: expected \"2.0\", found \"" + version->substr(0, 20) + "\"");
        return root;
    }
};

MessageReader::MessageReader() : d(std::make_unique<Private>()) { }
MessageReader::~MessageReader() = default;
MessageReader::MessageReader(MessageReader &&) noexcept = default;
MessageReader &MessageReader::operator=(MessageReader &&) noexcept = default;

Result<FromConnector> MessageReader::fromConnector(std::string_view line,
                                                   const std::function<std::string_view(RequestId)> &methodOfId)
{
    const auto root = d->parse(line);
    if (!root)
        return broken(line, root.error());
    if (const auto method = root->find("method")) {
        const auto text = method->toString();
        if (!text)
            return broken(line, text.error());
        if (root->find("id"))
            return broken(line, {ErrorCode::Peer, "a connector asks the bench nothing", {}});
        auto notice = readNotice(*text, *root);
        if (!notice)
            return broken(line, notice.error());
        return FromConnector(std::move(*notice));
    }
    const auto id = numberOf(*root, "id");
    if (!id)
        return broken(line, id.error());
    const auto asked = methodOfId(*id);
    if (asked.empty())
        return broken(line, {ErrorCode::Peer, "it answers request " + std::to_string(*id) + ", which is not open", {}});
    Result<Answer> answer = fail(ErrorCode::Peer, "it has neither result nor error");
    if (const auto error = root->find("error"))
        answer = readError(asked, *error);
    else if (const auto result = root->find("result"))
        answer = readResult(asked, *result);
    if (!answer)
        return broken(line, answer.error());
    return FromConnector(IncomingAnswer{*id, std::move(*answer)});
}

Result<FromBench> MessageReader::fromBench(std::string_view line)
{
    const auto root = d->parse(line);
    if (!root)
        return broken(line, root.error());
    const auto method = textOf(*root, "method");
    if (!method)
        return broken(line, method.error());
    if (!root->find("id")) {
        if (*method == "cancel")
            return FromBench(Cancel{});
        return broken(line, {ErrorCode::Peer, "the notification \"" + method->substr(0, 60) + "\" is unknown", {}});
    }
    const auto id = numberOf(*root, "id");
    if (!id)
        return broken(line, id.error());
    for (const auto &reader : requestReaders) {
        if (reader.method != *method)
            continue;
        auto request = reader.read(root->find("params").value_or(Node()));
        if (!request)
            return broken(line, request.error());
        return FromBench(IncomingRequest{*id, std::move(*request)});
    }
    return FromBench(UnknownMethod{*id, *method});
}

} // namespace anchorage::wire
