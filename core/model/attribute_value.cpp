#include "core/model/attribute_value.h"

#include "core/base/result.h"

namespace anchorage {

std::string toText(const AttributeValue &value)
{
    return std::visit(overloaded{[](const std::string &text) { return text; },
                                 [](std::int64_t number) { return std::to_string(number); },
                                 [](const Reference &reference) { return reference.dn; },
                                 [](const Binary &binary) {
                                     constexpr std::string_view digits = "0123456789abcdef";
                                     std::string out = "0x";
                                     out.reserve(2 + 2 * binary.bytes.size());
                                     for (const char c : binary.bytes) {
                                         const auto byte = static_cast<unsigned char>(c);
                                         out += digits[byte >> 4U];
                                         out += digits[byte & 0xFU];
                                     }
                                     return out;
                                 },
                                 [](bool truth) { return std::string(truth ? "true" : "false"); }},
                      value);
}

} // namespace anchorage
