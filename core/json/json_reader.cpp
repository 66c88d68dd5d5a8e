#include "core/json/json_reader.h"

#include "core/json/json_fault.h"

#include <simdjson.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>

namespace anchorage::json {

namespace dom = simdjson::dom;

/// A Node is the parser's element without its header: two words, copied bit by bit.
struct NodeAccess {
    struct Words {
        const void *document;
        std::size_t index;
    };
    static_assert(sizeof(Words) == sizeof(dom::element) && std::is_trivially_copyable_v<dom::element>);

    static dom::element element(const Node &node) { return std::bit_cast<dom::element>(Words{node.m_document, node.m_index}); }
    static Node node(dom::element element)
    {
        const auto words = std::bit_cast<Words>(element);
        Node node;
        node.m_document = words.document;
        node.m_index = words.index;
        return node;
    }
};

namespace {

dom::element elementOf(const Node &node)
{
    return NodeAccess::element(node);
}

tl::unexpected<Error> expected(std::string_view what, const Node &node)
{
    return fail(ErrorCode::Input, "expected " + std::string(what) + ", found " + std::string(name(node.kind())));
}

/// For "did you mean": the number of edits between two names.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j < row.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const auto above = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            diagonal = above;
        }
    }
    return row.back();
}

} // namespace

std::string_view name(Kind kind)
{
    switch (kind) {
    case Kind::Null:
        return "null";
    case Kind::Boolean:
        return "true or false";
    case Kind::Integer:
        return "a whole number";
    case Kind::Double:
        return "a number with a fraction";
    case Kind::String:
        return "a string";
    case Kind::Array:
        return "an array";
    case Kind::Object:
        return "an object";
    }
    return "";
}

Kind Node::kind() const
{
    if (m_document == nullptr)
        return Kind::Null;
    switch (elementOf(*this).type()) {
    case dom::element_type::ARRAY:
        return Kind::Array;
    case dom::element_type::OBJECT:
        return Kind::Object;
    case dom::element_type::INT64:
    case dom::element_type::UINT64:
        return Kind::Integer;
    case dom::element_type::DOUBLE:
        return Kind::Double;
    case dom::element_type::STRING:
        return Kind::String;
    case dom::element_type::BOOL:
        return Kind::Boolean;
    case dom::element_type::NULL_VALUE:
        break;
    }
    return Kind::Null;
}

Result<bool> Node::toBool() const
{
    bool truth = false;
    if (m_document == nullptr || elementOf(*this).get_bool().get(truth) != simdjson::SUCCESS)
        return expected("true or false", *this);
    return truth;
}

Result<std::int64_t> Node::toInteger() const
{
    if (kind() == Kind::Integer) {
        std::int64_t number = 0;
        if (elementOf(*this).get_int64().get(number) != simdjson::SUCCESS)
            return fail(ErrorCode::Input, "this number is beyond the 64 bits of an integer");
        return number;
    }
    if (kind() == Kind::String) {
        const auto text = *toString();
        std::int64_t number = 0;
        const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
        if (!text.empty() && parsed.ec == std::errc() && parsed.ptr == text.data() + text.size())
            return number;
        return fail(ErrorCode::Input, "expected an integer of 64 bits, found \"" + std::string(text.substr(0, 40)) + "\"");
    }
    return expected("a whole number", *this);
}

Result<double> Node::toDouble() const
{
    double number = 0;
    if ((kind() != Kind::Integer && kind() != Kind::Double) || elementOf(*this).get_double().get(number) != simdjson::SUCCESS)
        return expected("a number", *this);
    return number;
}

Result<std::string_view> Node::toString() const
{
    std::string_view text;
    if (m_document == nullptr || elementOf(*this).get_string().get(text) != simdjson::SUCCESS)
        return expected("a string", *this);
    return text;
}

std::optional<Node> Node::find(std::string_view member) const
{
    if (kind() != Kind::Object)
        return std::nullopt;
    dom::element element;
    if (elementOf(*this).get_object().value_unsafe().at_key(member).get(element) != simdjson::SUCCESS)
        return std::nullopt;
    return NodeAccess::node(element);
}

Result<Node> Node::at(std::string_view member) const
{
    if (kind() != Kind::Object)
        return expected("an object with the member \"" + std::string(member) + "\"", *this);
    if (const auto found = find(member))
        return *found;
    return fail(ErrorCode::Input, "the member \"" + std::string(member) + "\" is missing");
}

std::size_t Node::size() const
{
    switch (kind()) {
    case Kind::Array: // the parser's own count saturates at 2^24
    {
        std::size_t count = 0;
        const dom::array elements = elementOf(*this).get_array().value_unsafe(); // a name, as below
        for ([[maybe_unused]] auto element : elements)
            ++count;
        return count;
    }
    case Kind::Object:
        return elementOf(*this).get_object().value_unsafe().size();
    default:
        return 0;
    }
}

std::size_t Node::members(Member *first, std::size_t most) const
{
    dom::object fields;
    if (m_document == nullptr || elementOf(*this).get_object().get(fields) != simdjson::SUCCESS)
        return 0;
    std::size_t count = 0;
    for (const auto field : fields) {
        if (count < most)
            first[count] = {field.key, NodeAccess::node(field.value)};
        ++count;
    }
    return count;
}

Result<void> Node::forEachElement(const std::function<Result<void>(std::size_t, Node)> &callback) const
{
    dom::array elements; // a name: a result in the loop's head would die before the loop
    if (m_document == nullptr || elementOf(*this).get_array().get(elements) != simdjson::SUCCESS)
        return expected("an array", *this);
    std::size_t index = 0;
    for (const auto element : elements)
        if (auto done = callback(index++, NodeAccess::node(element)); !done)
            return done;
    return {};
}

Result<void> Node::forEachMember(const std::function<Result<void>(std::string_view, Node)> &callback) const
{
    if (kind() != Kind::Object)
        return expected("an object", *this);
    const simdjson::dom::object fields = elementOf(*this).get_object().value_unsafe();
    for (const auto field : fields)
        if (auto done = callback(field.key, NodeAccess::node(field.value)); !done)
            return done;
    return {};
}

Result<void> Node::refuseUnknown(std::initializer_list<std::string_view> known) const
{
    std::vector<std::string_view> seen;
    seen.reserve(known.size());
    return forEachMember([&](std::string_view member, Node) -> Result<void> {
        if (std::find(seen.begin(), seen.end(), member) != seen.end())
            return fail(ErrorCode::Input, "the member \"" + std::string(member) + "\" stands twice");
        seen.push_back(member);
        if (std::find(known.begin(), known.end(), member) != known.end())
            return {};
        std::string message = "unknown member \"" + std::string(member) + "\"";
        const auto nearest = std::min_element(known.begin(), known.end(),
                                              [&](auto a, auto b) { return distance(member, a) < distance(member, b); });
        if (nearest != known.end() && distance(member, *nearest) <= 1 + member.size() / 3)
            message += "; did you mean \"" + std::string(*nearest) + "\"?";
        return fail(ErrorCode::Input, std::move(message));
    });
}

struct Document::Private {
    dom::parser parser;
    std::vector<char> padded; // the parser reads a little past the end
};

Document::Document() : d(std::make_unique<Private>())
{
    // The depth stays with the parser when it grows for a larger text. Without memory parse() fails anew.
    [[maybe_unused]] const auto error = d->parser.allocate(simdjson::dom::MINIMAL_DOCUMENT_CAPACITY, depthLimit);
}

Document::Document(Document &&) noexcept = default;
Document &Document::operator=(Document &&) noexcept = default;
Document::~Document() = default;

Result<Node> Document::parse(std::string_view text)
{
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(byteOrderMark))
        text.remove_prefix(byteOrderMark.size());
    if (d->padded.size() < text.size() + simdjson::SIMDJSON_PADDING)
        d->padded.resize(text.size() + text.size() / 4 + simdjson::SIMDJSON_PADDING);
    if (!text.empty())
        std::memcpy(d->padded.data(), text.data(), text.size());
    std::memset(d->padded.data() + text.size(), 0, simdjson::SIMDJSON_PADDING);

    dom::element root;
    const auto error = d->parser.parse(d->padded.data(), text.size(), false).get(root);
    if (error == simdjson::SUCCESS)
        return NodeAccess::node(root);
    auto fault = findFault(text);
    if (fault.what.empty()) // a number that no integer or double can hold
        return fail(ErrorCode::Input, std::string("this is no JSON: ") + simdjson::error_message(error));
    ErrorContext where;
    const auto before = text.substr(0, fault.offset);
    where.line = 1 + static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
    const auto lineStart = before.rfind('\n');
    where.column = fault.offset - (lineStart == std::string_view::npos ? 0 : lineStart + 1) + 1;
    return fail(ErrorCode::Input, "this is no JSON: " + fault.what, std::move(where));
}

} // namespace anchorage::json
