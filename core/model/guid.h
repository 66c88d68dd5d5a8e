// The correlation key between an entry and its result (CSEntryChange.Identifier, ecma2.md 2).
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace anchorage {

struct Guid {
    std::array<std::uint8_t, 16> bytes{}; ///< in the order of the text form, most significant first
    auto operator<=>(const Guid &) const = default;
    bool isNull() const { return *this == Guid{}; }

    /// "360b36f7-1227-6f44-9b8d-df65a756a9da": lower case, no braces.
    std::string text() const;
    /// Accepts with or without braces, any case; nothing else.
    static std::optional<Guid> parse(std::string_view text);
    /// A name-based (version 5 layout) id: the same text always gives the same id.
    static Guid fromName(std::string_view name);
};

} // namespace anchorage

template <> struct std::hash<anchorage::Guid> {
    std::size_t operator()(const anchorage::Guid &guid) const noexcept
    {
        std::size_t h = 14695981039346656037ULL;
        for (auto b : guid.bytes)
            h = (h ^ b) * 1099511628211ULL;
        return h;
    }
};
