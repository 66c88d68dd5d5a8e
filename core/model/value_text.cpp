#include "core/model/value_text.h"

#include "core/model/base64.h"
#include "core/model/distinguished_name.h"

#include <charconv>

namespace anchorage {

namespace {

std::string quoted(std::string_view text)
{
    constexpr std::size_t most = 40;
    return text.size() <= most ? "\"" + std::string(text) + "\"" : "\"" + std::string(text.substr(0, most)) + "…\"";
}

} // namespace

Result<AttributeValue> parseValue(std::string_view text, AttributeType type)
{
    switch (type) {
    case AttributeType::String:
    case AttributeType::Undefined:
        return AttributeValue(std::string(text));
    case AttributeType::Reference:
        if (text.empty())
            return fail(ErrorCode::Input, "a reference must be the DN of an object, found an empty text");
        return AttributeValue(Reference{std::string(text)});
    case AttributeType::Integer: {
        std::int64_t number = 0;
        const auto *end = text.data() + text.size();
        const auto parsed = std::from_chars(text.data(), end, number);
        if (parsed.ec == std::errc::result_out_of_range)
            return fail(ErrorCode::Input, quoted(text) + " is beyond the 64 bits of an integer");
        if (parsed.ec != std::errc() || parsed.ptr != end)
            return fail(ErrorCode::Input, quoted(text) + " is no integer");
        return AttributeValue(number);
    }
    case AttributeType::Boolean:
        if (equalsIgnoreCase(text, "true") || text == "1")
            return AttributeValue(true);
        if (equalsIgnoreCase(text, "false") || text == "0")
            return AttributeValue(false);
        return fail(ErrorCode::Input, quoted(text) + " is no boolean; expected true or false");
    case AttributeType::Binary: {
        auto bytes = base64Decode(text);
        if (!bytes)
            return fail(ErrorCode::Input, quoted(text) + " is no binary value: " + bytes.error().message);
        return AttributeValue(Binary{std::move(*bytes)});
    }
    }
    return fail(ErrorCode::Input, "an attribute type that does not exist");
}

} // namespace anchorage
