// Members of a journal's line, read and written: the codec's parts. Not for others; journal_codec.h is.
#pragma once

#include "core/engine/engine_command.h"
#include "core/engine/engine_input.h"
#include "core/json/json_reader.h"
#include "core/json/json_writer.h"
#include "core/json/model_json.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace anchorage::run {

/// Reads members one after the other; the first error stays and is what done() gives.
class MemberReader {
public:
    explicit MemberReader(json::Node node) : m_node(node) { }

    json::Node node() const { return m_node; }
    bool has(std::string_view name) const { return m_node.find(name).has_value(); }
    std::string text(std::string_view name);
    std::string textOr(std::string_view name, std::string otherwise); ///< absent: otherwise
    std::int64_t integer(std::string_view name);
    std::uint64_t count(std::string_view name); ///< an integer that is not negative
    bool flag(std::string_view name); ///< absent: false
    template <typename T> T value(std::string_view name)
    {
        return take<T>(name, [](const json::Node &node) { return json::read<T>(node); });
    }
    template <typename T> std::vector<T> array(std::string_view name)
    {
        return take<std::vector<T>>(name, [](const json::Node &node) { return json::readArray<T>(node); });
    }
    /// Member `name` read by `reader(Node) -> Result<T>`.
    template <typename T, typename Reader> T take(std::string_view name, Reader reader)
    {
        auto member = m_node.at(name);
        if (!member) {
            refuse(std::move(member.error()));
            return T();
        }
        Result<T> result = reader(*member);
        if (!result) {
            refuse(std::move(result.error()));
            return T();
        }
        return std::move(*result);
    }
    /// Member `name` is the array whose elements `reader(Node) -> Result<T>` reads.
    template <typename T, typename Reader> std::vector<T> list(std::string_view name, Reader reader)
    {
        std::vector<T> out;
        const auto element = [&](std::size_t, json::Node node) -> Result<void> {
            Result<T> item = reader(node);
            if (!item)
                return fail(std::move(item.error()));
            out.push_back(std::move(*item));
            return {};
        };
        auto member = m_node.at(name);
        if (!member)
            refuse(std::move(member.error()));
        else if (auto done = member->forEachElement(element); !done)
            refuse(std::move(done.error()));
        return out;
    }
    void refuse(Error error);
    void refuse(std::string_view name, std::string_view found, std::string_view expected);

    template <typename T> Result<T> done(T value)
    {
        if (m_error)
            return fail(std::move(*m_error));
        return value;
    }

private:
    json::Node m_node;
    std::optional<Error> m_error;
};

void writeError(json::Writer &out, const Error &error);
Result<Error> readError(const json::Node &node);

/// The members of an input or command but its name, into an object that is open. `withEntries`
/// false leaves out the page of a Sent.
void writeMembers(json::Writer &out, const engine::Input &input, bool withEntries);
void writeMembers(json::Writer &out, const engine::Command &command);
Result<engine::Input> readInput(std::string_view name, const json::Node &node);
Result<engine::Command> readCommand(std::string_view name, const json::Node &node);

} // namespace anchorage::run
