#include "connectors/memory/answer_script.h"

#include "core/json/json_reader.h"
#include "core/model/base64.h"
#include "core/model/distinguished_name.h"

#include <array>
#include <functional>
#include <utility>

namespace anchorage::memory {

namespace {

template <typename T, std::size_t Count> using Words = std::array<std::pair<std::string_view, T>, Count>;

constexpr Words<CallRule::At, 6> callWords = {{{"open", CallRule::At::Open},
                                               {"put", CallRule::At::Put},
                                               {"close", CallRule::At::Close},
                                               {"openPassword", CallRule::At::OpenPassword},
                                               {"setPassword", CallRule::At::SetPassword},
                                               {"closePassword", CallRule::At::ClosePassword}}};
constexpr Words<Crash, 3> crashWords = {{{"abort", Crash::Abort}, {"segfault", Crash::Segfault}, {"exit", Crash::Exit}}};
constexpr Words<CallRule::Results, 3> resultWords = {
    {{"null", CallRule::Results::Null}, {"none", CallRule::Results::None}, {"reversed", CallRule::Results::Reversed}}};

/// Reads members of one rule; the first trouble is kept and everything after it is skipped.
class Members {
public:
    explicit Members(const json::Node &node) : m_node(node) { }

    void text(std::string_view name, std::string &out)
    {
        with(name, [&](const json::Node &node) -> Result<void> {
            return node.toString().map([&](std::string_view value) { out = value; });
        });
    }
    void truth(std::string_view name, bool &out)
    {
        with(name, [&](const json::Node &node) -> Result<void> { return node.toBool().map([&](bool value) { out = value; }); });
    }
    /// A number from 1, or "any".
    void position(std::string_view name, int &out)
    {
        with(name, [&](const json::Node &node) -> Result<void> {
            if (node.kind() == json::Kind::String && *node.toString() == "any")
                return {};
            const auto number = node.toInteger();
            if (!number || *number < 1 || *number > 1000000000)
                return fail(ErrorCode::Input, "expected a number from 1, or \"any\"");
            out = static_cast<int>(*number);
            return {};
        });
    }
    template <typename T, std::size_t Count>
    void word(std::string_view name, const Words<T, Count> &words, const std::function<void(T)> &found)
    {
        with(name, [&](const json::Node &node) -> Result<void> {
            const auto value = node.toString();
            if (!value)
                return fail(value.error());
            std::string known;
            for (const auto &[text, meaning] : words) {
                if (text == *value) {
                    found(meaning);
                    return {};
                }
                known += (known.empty() ? "" : ", ") + std::string(text);
            }
            return fail(ErrorCode::Input, "found \"" + std::string(*value) + "\", expected one of " + known);
        });
    }
    void with(std::string_view name, const std::function<Result<void>(const json::Node &)> &read)
    {
        if (!m_done)
            return;
        const auto node = m_node.find(name);
        if (!node)
            return;
        m_done = read(*node);
        if (!m_done)
            m_done.error().message = std::string(name) + ": " + m_done.error().message;
    }
    Result<void> done() const { return m_done; }

private:
    const json::Node &m_node;
    Result<void> m_done;
};

Result<AttributeValue> anchorValue(const json::Node &node)
{
    switch (node.kind()) {
    case json::Kind::Integer:
        return node.toInteger().map([](std::int64_t number) -> AttributeValue { return number; });
    case json::Kind::Boolean:
        return node.toBool().map([](bool truth) -> AttributeValue { return truth; });
    case json::Kind::Object:
        return node.at("base64")
            .and_then([](const json::Node &n) { return n.toString(); })
            .and_then([](std::string_view text) { return base64Decode(text); })
            .map([](std::string bytes) -> AttributeValue { return Binary{std::move(bytes)}; });
    default:
        return node.toString().map([](std::string_view text) -> AttributeValue { return std::string(text); });
    }
}

Result<MAExportError> answerCode(const json::Node &node)
{
    const auto text = node.toString();
    if (!text)
        return fail(text.error());
    if (const auto code = exportErrorFromText(*text))
        return *code;
    return fail(ErrorCode::Input,
                "found \"" + std::string(*text) + "\", expected an MAExportError such as \"cd-existing-object\" or \"Success\"");
}

void readMishap(Members &members, Mishap &mishap)
{
    members.text("print", mishap.print);
    members.with("delay", [&](const json::Node &node) -> Result<void> {
        const auto number = node.toInteger();
        if (!number || *number < 0)
            return fail(ErrorCode::Input, "expected milliseconds");
        mishap.delay = std::chrono::milliseconds(*number);
        return {};
    });
    members.truth("hang", mishap.hang);
    members.truth("cancellable", mishap.cancellable);
    members.word<Crash>("crash", crashWords, [&](Crash crash) { mishap.crash = crash; });
    members.text("throw", mishap.exception);
    members.text("message", mishap.message);
}

Result<CallRule> readCallRule(const json::Node &node)
{
    if (auto known =
            node.refuseUnknown({"at", "call", "print", "delay", "hang", "cancellable", "crash", "throw", "message", "results"});
        !known)
        return fail(std::move(known.error()));
    CallRule rule;
    Members members(node);
    members.word<CallRule::At>("at", callWords, [&](CallRule::At at) { rule.at = at; });
    members.position("call", rule.call);
    readMishap(members, rule.mishap);
    members.word<CallRule::Results>("results", resultWords, [&](CallRule::Results results) { rule.results = results; });
    if (auto done = members.done(); !done)
        return fail(std::move(done.error()));
    return rule;
}

Result<EntryRule> readEntryRule(const json::Node &node)
{
    if (auto known = node.refuseUnknown({"dn", "handOver", "print", "delay", "hang", "cancellable", "crash", "throw", "message",
                                         "answer", "errorName", "errorDetail", "anchors", "apply", "identifier", "again"});
        !known)
        return fail(std::move(known.error()));
    EntryRule rule;
    Members members(node);
    members.text("dn", rule.dn);
    members.position("handOver", rule.handOver);
    readMishap(members, rule.mishap);
    members.with("answer", [&](const json::Node &answer) -> Result<void> {
        if (answer.kind() == json::Kind::String && *answer.toString() == "none") {
            rule.silent = true;
            return {};
        }
        return answerCode(answer).map([&](MAExportError code) { rule.answer = code; });
    });
    members.text("errorName", rule.errorName);
    members.text("errorDetail", rule.errorDetail);
    members.with("anchors", [&](const json::Node &anchors) -> Result<void> {
        rule.anchors.emplace();
        return anchors.forEachMember([&](std::string_view name, const json::Node &value) -> Result<void> {
            auto read = anchorValue(value);
            if (!read)
                return fail(std::move(read.error()));
            const auto type = typeOf(*read);
            rule.anchors->push_back(AttributeChange::add(std::string(name), {std::move(*read)}, type, false));
            return {};
        });
    });
    members.with("apply", [&](const json::Node &apply) -> Result<void> {
        return apply.toBool().map([&](bool value) { rule.apply = value; });
    });
    members.with("identifier", [&](const json::Node &identifier) -> Result<void> {
        const auto text = identifier.toString();
        if (!text || *text != "unknown")
            return fail(ErrorCode::Input, "expected \"unknown\"");
        rule.unknownIdentifier = true;
        return {};
    });
    members.with("again", [&](const json::Node &again) -> Result<void> {
        return answerCode(again).map([&](MAExportError code) { rule.again = code; });
    });
    if (auto done = members.done(); !done)
        return fail(std::move(done.error()));
    return rule;
}

} // namespace

Result<AnswerScript> AnswerScript::parse(std::string_view text)
{
    AnswerScript script;
    if (text.empty())
        return script;
    json::Document document;
    const auto root = document.parse(text);
    if (!root)
        return fail(root.error());
    const auto read = root->forEachElement([&](std::size_t index, const json::Node &node) -> Result<void> {
        Result<void> done;
        if (node.find("at")) {
            auto rule = readCallRule(node);
            if (rule)
                script.m_calls.push_back(std::move(*rule));
            else
                done = fail(std::move(rule.error()));
        } else if (node.find("dn")) {
            auto rule = readEntryRule(node);
            if (rule)
                script.m_entries.push_back(std::move(*rule));
            else
                done = fail(std::move(rule.error()));
        } else {
            done = fail(ErrorCode::Input, "expected \"dn\" (an entry) or \"at\" (a call)");
        }
        if (!done)
            done.error().message = "rule " + std::to_string(index + 1) + ": " + done.error().message;
        return done;
    });
    if (!read)
        return fail(read.error());
    return script;
}

const EntryRule *AnswerScript::find(const std::string &dn, int handOver, MADistinguishedNameStyle style) const
{
    for (const auto &rule : m_entries) {
        if ((rule.dn == "*" || dnKey(rule.dn, style) == dnKey(dn, style)) && (rule.handOver == 0 || rule.handOver == handOver))
            return &rule;
    }
    return nullptr;
}

const CallRule *AnswerScript::find(CallRule::At at, int call) const
{
    for (const auto &rule : m_calls) {
        if (rule.at == at && (rule.call == 0 || rule.call == call))
            return &rule;
    }
    return nullptr;
}

} // namespace anchorage::memory
