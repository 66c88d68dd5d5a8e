// Which line of a JSON text a message is about: values that were read know no line, paths lead back to it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace anchorage::json {

/// 1-based line of the member that a message of json::atMember() begins with ("steps[1].pageSize: …"), as
/// deep as the text has it; of a member in quotes that the rest of the message names in there, that one's.
/// `text` is valid JSON; 0 when it is no object and no array.
std::uint64_t lineOf(std::string_view text, std::string_view message);

/// Lines on which the elements of the array at `path` ("space.objects") begin; empty when there is none.
std::vector<std::uint64_t> linesOfElements(std::string_view text, std::string_view path);

} // namespace anchorage::json
