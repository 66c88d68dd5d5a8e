// UTF-16LE, the encoding of drop files. Internal to core/formats.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace anchorage::formats {

/// Nothing when the bytes are an odd number or hold a lone surrogate.
std::optional<std::string> utf16LeToUtf8(std::string_view bytes);
/// Bytes that are no UTF-8 become U+FFFD.
std::string utf8ToUtf16Le(std::string_view text);

} // namespace anchorage::formats
