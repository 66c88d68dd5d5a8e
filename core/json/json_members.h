// Reading members into fields, with the member's name in front of every error. For every reader
// of JSON forms.
#pragma once

#include "core/json/model_json.h"

#include <array>
#include <optional>

namespace anchorage::json {

/// "values[2].value: expected a string, found null": paths grow from the inside out.
inline tl::unexpected<Error> atMember(Error error, std::string_view member)
{
    const bool nested = error.message.starts_with("[");
    const auto colon = error.message.find(": ");
    const bool path = !nested && colon != std::string::npos && error.message.find(' ') > colon;
    error.message = std::string(member) + (nested ? "" : path ? "." : ": ") + error.message;
    return tl::unexpected<Error>(std::move(error));
}

/// Collects the first error of a row of member reads, so that each read is one line.
class Members {
public:
    explicit Members(const Node &node) : m_node(node)
    {
        m_count = node.members(m_members.data(), m_members.size());
        if (m_count == 0 && node.kind() != Kind::Object)
            m_result = fail(ErrorCode::Input, "expected an object, found " + std::string(name(node.kind())));
    }

    Members &text(std::string_view member, std::string &target)
    {
        return with(member, [&](const Node &node) -> Result<void> {
            const auto string = node.toString();
            if (!string)
                return fail(string.error());
            target = *string;
            return {};
        });
    }
    Members &truth(std::string_view member, bool &target)
    {
        return with(member, [&](const Node &node) -> Result<void> {
            const auto boolean = node.toBool();
            if (!boolean)
                return fail(boolean.error());
            target = *boolean;
            return {};
        });
    }
    template <typename Number> Members &number(std::string_view member, Number &target)
    {
        return with(member, [&](const Node &node) -> Result<void> {
            const auto integer = node.toInteger();
            if (!integer)
                return fail(integer.error());
            if (static_cast<std::int64_t>(static_cast<Number>(*integer)) != *integer)
                return fail(ErrorCode::Input, std::to_string(*integer) + " is out of range");
            target = static_cast<Number>(*integer);
            return {};
        });
    }
    template <typename Enum> Members &choice(std::string_view member, Enum &target)
    {
        return with(member, [&](const Node &node) -> Result<void> {
            const auto string = node.toString();
            if (!string)
                return fail(string.error());
            const auto value = fromName<Enum>(*string);
            if (!value)
                return fail(ErrorCode::Input, "\"" + std::string(*string) + "\" is none of the known names");
            target = *value;
            return {};
        });
    }
    template <typename T> Members &object(std::string_view member, T &target)
    {
        return with(member, [&](const Node &node) -> Result<void> {
            auto value = read<T>(node);
            if (!value)
                return fail(std::move(value.error()));
            target = std::move(*value);
            return {};
        });
    }
    template <typename T> Members &array(std::string_view member, std::vector<T> &target)
    {
        return with(member, [&](const Node &node) -> Result<void> {
            target.clear();
            target.reserve(node.size());
            return node.forEachElement([&](std::size_t index, Node element) -> Result<void> {
                auto item = read<T>(element);
                if (!item)
                    return atMember(std::move(item.error()), "[" + std::to_string(index) + "]");
                target.push_back(std::move(*item));
                return {};
            });
        });
    }
    /// Runs `reader` on the member where there is one and no error came before.
    template <typename Reader> Members &with(std::string_view member, Reader reader)
    {
        if (!m_result)
            return *this;
        if (const auto node = find(member))
            if (auto done = reader(*node); !done)
                m_result = atMember(std::move(done.error()), member);
        return *this;
    }
    /// The member must be there.
    Members &need(std::string_view member)
    {
        if (m_result && !find(member))
            m_result = fail(ErrorCode::Input, "the member \"" + std::string(member) + "\" is missing");
        return *this;
    }

    /// `value` when every read went well.
    template <typename T> Result<T> give(T value)
    {
        if (!m_result)
            return fail(std::move(m_result.error()));
        return value;
    }

private:
    std::optional<Node> find(std::string_view member) const
    {
        if (m_count > m_members.size())
            return m_node.find(member);
        for (std::size_t i = 0; i < m_count; ++i)
            if (m_members[i].name == member)
                return m_members[i].value;
        return std::nullopt;
    }

    const Node &m_node;
    std::array<Node::Member, 8> m_members; // the objects of a page have fewer: walked once, then looked up here
    std::size_t m_count = 0;
    Result<void> m_result;
};

template <> Result<std::string> read<std::string>(const Node &node);

} // namespace anchorage::json
