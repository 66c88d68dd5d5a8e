// Reading JSON: a parsed document and cheap views into it. The parser stays behind this file.
// Every accessor that can fail gives an Error with the path of the member and what was expected.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace anchorage::json {

enum class Kind : std::uint8_t { Null, Boolean, Integer, Double, String, Array, Object };
std::string_view name(Kind kind); ///< "a string", "a number", … for messages

/// A view of one value. Valid while its Document lives and was not parsed again.
class Node {
public:
    Kind kind() const;
    bool isNull() const { return kind() == Kind::Null; }
    Result<bool> toBool() const;
    /// A JSON integer, or a decimal string (integers beyond 2^53, wire.md).
    Result<std::int64_t> toInteger() const;
    Result<double> toDouble() const;
    Result<std::string_view> toString() const;

    /// Object member; absent members give nullopt (also when this is no object).
    std::optional<Node> find(std::string_view member) const;
    /// Object member; an absent one is an error that names it.
    Result<Node> at(std::string_view member) const;
    std::size_t size() const; ///< elements of an array or members of an object, else 0
    /// The first members of an object, at most `most` of them, in one walk: for who asks for many.
    /// Gives how many there are in all; 0 when this is no object.
    struct Member;
    std::size_t members(Member *first, std::size_t most) const;

    /// Error Input when this is no array; the callback's first error ends the loop.
    Result<void> forEachElement(const std::function<Result<void>(std::size_t index, Node element)> &callback) const;
    /// Error Input when this is no object.
    Result<void> forEachMember(const std::function<Result<void>(std::string_view name, Node value)> &callback) const;
    /// Error Input that names the first member which is not in `known`, and the nearest known one.
    Result<void> refuseUnknown(std::initializer_list<std::string_view> known) const;

private:
    friend class Document;
    friend struct NodeAccess;
    const void *m_document = nullptr;
    std::size_t m_index = 0;
};

struct Node::Member {
    std::string_view name;
    Node value;
};

/// Owns the parsed text. One document can be parsed many times: buffers are kept.
class Document {
public:
    Document();
    Document(Document &&) noexcept;
    Document &operator=(Document &&) noexcept;
    ~Document();

    /// The whole text must be one JSON value in UTF-8; depth is limited to 256. The error names line,
    /// column and what was wrong. Earlier Nodes of this document become invalid.
    Result<Node> parse(std::string_view text);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace anchorage::json
