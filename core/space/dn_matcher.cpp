#include "core/space/dn_matcher.h"

#include "core/model/distinguished_name.h"
#include "core/space/hash_index.h"

#include <functional>

namespace anchorage::space {

namespace {

/// Bytes whose meaning only dnKey knows: escapes, quotes, hex forms, separators (there may be an empty
/// RDN between two), and everything outside ASCII.
bool needsKey(char c)
{
    return static_cast<unsigned char>(c) >= 0x80U || c == '\\' || c == '"' || c == '#' || c == ';' || c == ',';
}

bool isBlank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The values of an RDN with several may come in any order.
bool hasSeveralValuesInOneRdn(std::string_view dn)
{
    return dn.find('+') != std::string_view::npos;
}

/// True: certainly different names. False: only the keys can tell. Blanks are left out because dnKey
/// may leave them out too; other plain characters it never does, so the first difference decides.
bool certainlyDifferent(std::string_view a, std::string_view b)
{
    std::size_t i = 0;
    std::size_t j = 0;
    for (;; ++i, ++j) {
        while (i < a.size() && isBlank(a[i]))
            ++i;
        while (j < b.size() && isBlank(b[j]))
            ++j;
        const bool ends = i == a.size() || j == b.size();
        if ((i < a.size() && needsKey(a[i])) || (j < b.size() && needsKey(b[j])) || (i == a.size() && j == b.size()))
            return false;
        if (ends || lower(a[i]) != lower(b[j]))
            return !hasSeveralValuesInOneRdn(a) && !hasSeveralValuesInOneRdn(b);
    }
}

} // namespace

DnMatcher::DnMatcher(std::string_view dn, MADistinguishedNameStyle style)
    : m_dn(dn), m_key(dnKey(dn, style)), m_hash(shortHash(std::hash<std::string>()(m_key))), m_style(style)
{
}

bool DnMatcher::matches(std::string_view candidate) const
{
    if (candidate == m_dn)
        return true;
    return !certainlyDifferent(candidate, m_dn) && dnKey(candidate, m_style) == m_key;
}

} // namespace anchorage::space
