#include "core/space/dn_matcher.h"

#include "core/model/distinguished_name.h"

#include <algorithm>

namespace anchorage::space {

namespace {

/// Bytes whose meaning only dnKey knows: escapes, quotes, several values in one RDN, hex forms, and
/// everything outside ASCII.
bool needsKey(char c)
{
    return static_cast<unsigned char>(c) >= 0x80U || c == '\\' || c == '"' || c == '+' || c == '#' || c == ';';
}

bool isBlank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// True: certainly different names. False: only the keys can tell. Blanks are left out because dnKey
/// may leave them out too; letters and punctuation it never does.
bool certainlyDifferent(std::string_view a, std::string_view b)
{
    if (std::any_of(a.begin(), a.end(), needsKey) || std::any_of(b.begin(), b.end(), needsKey))
        return false;
    std::size_t i = 0;
    std::size_t j = 0;
    for (;;) {
        while (i < a.size() && isBlank(a[i]))
            ++i;
        while (j < b.size() && isBlank(b[j]))
            ++j;
        if (i == a.size() || j == b.size())
            return i != a.size() || j != b.size();
        if (lower(a[i++]) != lower(b[j++]))
            return true;
    }
}

} // namespace

DnMatcher::DnMatcher(std::string_view dn, MADistinguishedNameStyle style) : m_dn(dn), m_key(dnKey(dn, style)), m_style(style) { }

bool DnMatcher::matches(std::string_view candidate) const
{
    if (candidate == m_dn)
        return true;
    return !certainlyDifferent(candidate, m_dn) && dnKey(candidate, m_style) == m_key;
}

} // namespace anchorage::space
