// UTF-16, the encoding of drop files, and what is UTF-8. Internal to core/formats.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace anchorage::formats {

/// Nothing when the bytes are an odd number or hold a lone surrogate.
std::optional<std::string> utf16LeToUtf8(std::string_view bytes);
/// Bytes that are no UTF-8 become U+FFFD.
std::string utf8ToUtf16Le(std::string_view text);

/// Bytes of the well-formed UTF-8 character at the front; 0 when there is none.
std::size_t utf8Length(std::string_view text);
bool isUtf8(std::string_view text);
bool isAscii(std::string_view text);

} // namespace anchorage::formats
