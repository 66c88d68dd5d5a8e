// The project file's own names, shared by its reader and writer. Internal to core/project.
#pragma once

#include "core/base/result.h"
#include "core/json/json_members.h"
#include "core/json/json_writer.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace anchorage::project {

inline constexpr std::string_view versionMember = "anchorageProject";
inline constexpr int projectVersion = 1;

inline tl::unexpected<Error> wrong(std::string message)
{
    return fail(ErrorCode::Input, std::move(message));
}

/// Reads every element of an array with `element(Node) -> Result<T>`.
template <typename T, typename Reader> Result<std::vector<T>> listOf(const json::Node &node, Reader element)
{
    std::vector<T> out;
    auto done = node.forEachElement([&](std::size_t index, json::Node each) -> Result<void> {
        Result<T> item = element(each);
        if (!item)
            return json::atMember(std::move(item.error()), "[" + std::to_string(index) + "]");
        out.push_back(std::move(*item));
        return {};
    });
    if (!done)
        return fail(std::move(done.error()));
    return out;
}

inline Result<std::vector<std::string>> textsOf(const json::Node &node)
{
    return listOf<std::string>(node, [](const json::Node &each) { return json::read<std::string>(each); });
}

/// A member read by `reader(Node) -> Result<T>` into `target`.
template <typename T, typename Reader> void take(json::Members &members, std::string_view member, T &target, Reader reader)
{
    members.with(member, [&](const json::Node &node) -> Result<void> {
        auto value = reader(node);
        if (!value)
            return fail(std::move(value.error()));
        target = std::move(*value);
        return {};
    });
}

void writeText(json::Writer &out, std::string_view member, const std::string &text); ///< nothing when empty
void writeTexts(json::Writer &out, std::string_view member, const std::vector<std::string> &texts); ///< likewise

/// Pairs in the file's order; values are texts.
Result<std::vector<std::pair<std::string, std::string>>> pairsOf(const json::Node &node);
/// An object of the space as it stands, as compact JSON: it is understood when the schema is known.
Result<std::string> inlineObject(const json::Node &node);

} // namespace anchorage::project
