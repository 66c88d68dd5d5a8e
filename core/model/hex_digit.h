// A hexadecimal digit's worth, in either case and without locale.
#pragma once

namespace anchorage {

/// -1: it is none.
constexpr int hexDigit(char c)
{
    if ('0' <= c && c <= '9')
        return c - '0';
    const char folded = static_cast<char>(c | 0x20);
    return 'a' <= folded && folded <= 'f' ? folded - 'a' + 10 : -1;
}

} // namespace anchorage
