#include "core/model/distinguished_name.h"

#include "core/model/hex_digit.h"

#include <algorithm>
#include <optional>

namespace anchorage {

namespace {

bool isHexPair(std::string_view text, std::size_t at)
{
    return at + 1 < text.size() && hexDigit(text[at]) >= 0 && hexDigit(text[at + 1]) >= 0;
}

/// Position of the next unescaped separator at or after `from`; npos if there is none. ';' is the old
/// form of ','.
std::size_t separator(std::string_view dn, std::size_t from, std::string_view separators)
{
    bool quoted = false; // RFC 2253's quoted values are still seen
    for (auto i = from; i < dn.size(); ++i) {
        if (dn[i] == '\\')
            ++i;
        else if (dn[i] == '"')
            quoted = !quoted;
        else if (!quoted && separators.find(dn[i]) != std::string_view::npos)
            return i;
    }
    return std::string_view::npos;
}

/// Whether a '\\' that is not itself escaped stands before that position.
bool isEscaped(std::string_view text, std::size_t at)
{
    std::size_t before = 0;
    while (before < at && text[at - before - 1] == '\\')
        ++before;
    return before % 2 != 0;
}

std::string_view trimmed(std::string_view text)
{
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' ') && !isEscaped(text, text.size() - 1))
        text.remove_suffix(1);
    return text;
}

/// The parts between separators, blanks around them left out.
std::vector<std::string_view> parts(std::string_view text, std::string_view separators)
{
    std::vector<std::string_view> out;
    if (trimmed(text).empty())
        return out;
    std::size_t from = 0;
    for (;;) {
        const auto end = separator(text, from, separators);
        out.push_back(trimmed(text.substr(from, end == std::string_view::npos ? end : end - from)));
        if (end == std::string_view::npos)
            return out;
        from = end + 1;
    }
}

constexpr std::string_view rdnSeparators = ",;";

/// The value's bytes, whatever way they were escaped.
std::string unescaped(std::string_view value)
{
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
        value = value.substr(1, value.size() - 2);
    std::string out;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] == '\\' && isHexPair(value, i + 1)) {
            out += static_cast<char>(hexDigit(value[i + 1]) * 16 + hexDigit(value[i + 2]));
            i += 2;
        } else if (value[i] == '\\' && i + 1 < value.size()) {
            out += value[++i];
        } else {
            out += value[i];
        }
    }
    return out;
}

/// One "type=value" in one form: folded, the structural characters escaped again so that keys of
/// different names never meet.
std::string assertionKey(std::string_view assertion)
{
    const auto equals = assertion.find('=');
    if (equals == std::string_view::npos)
        return foldCase(assertion);
    const auto value = foldCase(unescaped(trimmed(assertion.substr(equals + 1))));
    std::string key = foldCase(trimmed(assertion.substr(0, equals))) + '=';
    for (const char c : value) {
        if (c == ',' || c == '+' || c == '\\')
            key += '\\';
        key += c;
    }
    return key;
}

std::string rdnKey(std::string_view rdn)
{
    auto assertions = parts(rdn, "+");
    if (assertions.size() == 1)
        return assertionKey(assertions.front());
    std::vector<std::string> keys;
    keys.reserve(assertions.size());
    for (const auto assertion : assertions)
        keys.push_back(assertionKey(assertion));
    std::sort(keys.begin(), keys.end()); // a multi-valued RDN is a set
    std::string out;
    for (const auto &key : keys)
        out += (out.empty() ? "" : "+") + key;
    return out;
}

bool isOpaque(MADistinguishedNameStyle style)
{
    return style != MADistinguishedNameStyle::Ldap;
}

bool isTypeCharacter(char c)
{
    return ('a' <= (c | 0x20) && (c | 0x20) <= 'z') || ('0' <= c && c <= '9') || c == '-' || c == '.';
}

/// Where an RDN stops being one, counted in bytes of `dn`.
std::optional<std::pair<std::size_t, std::string_view>> rdnFault(std::string_view dn, std::string_view assertion)
{
    const auto offset = [&](std::string_view at) { return static_cast<std::size_t>(at.data() - dn.data()); };
    const auto equals = assertion.find('=');
    if (equals == std::string_view::npos || equals == 0)
        return std::pair(offset(assertion), std::string_view("expected \"type=value\""));
    const auto type = trimmed(assertion.substr(0, equals));
    if (!std::all_of(type.begin(), type.end(), isTypeCharacter))
        return std::pair(offset(assertion), std::string_view("an attribute type has letters, digits, '-' and '.' only"));
    const auto value = trimmed(assertion.substr(equals + 1));
    if (value.starts_with('#')) {
        const auto hex = value.substr(1);
        if (hex.empty() || hex.size() % 2 != 0 || !std::all_of(hex.begin(), hex.end(), [](char c) { return hexDigit(c) >= 0; }))
            return std::pair(offset(value), std::string_view("a value after '#' is an even number of hexadecimal digits"));
        return std::nullopt;
    }
    const bool quoted = value.starts_with('"');
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] == '\\') {
            constexpr std::string_view special = " \"#+,;<=>\\";
            if (i + 1 == value.size())
                return std::pair(offset(value) + i, std::string_view("a name cannot end with a single '\\'"));
            if (isHexPair(value, i + 1))
                i += 2;
            else if (special.find(value[i + 1]) != std::string_view::npos)
                ++i;
            else
                return std::pair(offset(value) + i,
                                 std::string_view("'\\' stands before a special character or two hexadecimal digits"));
        } else if (!quoted && (value[i] == '"' || value[i] == '<' || value[i] == '>' || value[i] == '\0')) {
            return std::pair(offset(value) + i, std::string_view("this character must be escaped with '\\'"));
        }
    }
    if (quoted && (value.size() < 2 || !value.ends_with('"')))
        return std::pair(offset(value), std::string_view("a quoted value has no closing quote"));
    return std::nullopt;
}

} // namespace

std::string dnKey(std::string_view dn, MADistinguishedNameStyle style)
{
    if (isOpaque(style))
        return foldCase(dn);
    std::string key;
    key.reserve(dn.size());
    for (const auto rdn : parts(dn, rdnSeparators)) {
        if (!key.empty())
            key += ',';
        key += rdnKey(rdn);
    }
    return key;
}

std::string dnParent(std::string_view dn, MADistinguishedNameStyle style)
{
    if (isOpaque(style))
        return {};
    const auto end = separator(dn, 0, rdnSeparators);
    return end == std::string_view::npos ? std::string() : std::string(trimmed(dn.substr(end + 1)));
}

std::size_t dnDepth(std::string_view dn, MADistinguishedNameStyle style)
{
    if (dn.empty())
        return 0;
    return isOpaque(style) ? 1 : parts(dn, rdnSeparators).size();
}

std::string dnRdn(std::string_view dn, MADistinguishedNameStyle style)
{
    if (isOpaque(style))
        return std::string(dn);
    return std::string(trimmed(dn.substr(0, separator(dn, 0, rdnSeparators))));
}

bool dnIsAtOrBelow(std::string_view dn, std::string_view ancestor, MADistinguishedNameStyle style)
{
    if (ancestor.empty())
        return true;
    const auto key = dnKey(dn, style);
    const auto above = dnKey(ancestor, style);
    if (key == above)
        return true;
    // A separator in a key is never part of a value: values have theirs escaped.
    if (isOpaque(style) || key.size() <= above.size() || !key.ends_with(above))
        return false;
    const auto cut = key.size() - above.size() - 1;
    return key[cut] == ',' && !isEscaped(key, cut);
}

std::string dnReplaceAncestor(std::string_view dn, std::string_view oldAncestor, std::string_view newAncestor,
                              MADistinguishedNameStyle style)
{
    if (!dnIsAtOrBelow(dn, oldAncestor, style))
        return std::string(dn);
    const auto keep = dnDepth(dn, style) - dnDepth(oldAncestor, style);
    if (keep == 0)
        return std::string(newAncestor);
    std::size_t end = 0;
    for (std::size_t i = 0; i < keep; ++i)
        end = separator(dn, i == 0 ? 0 : end + 1, rdnSeparators);
    std::string out(end == std::string_view::npos ? dn : dn.substr(0, end));
    if (!newAncestor.empty())
        out.append(",").append(newAncestor);
    return out;
}

Result<void> dnValidate(std::string_view dn, MADistinguishedNameStyle style)
{
    if (dn.empty())
        return fail(ErrorCode::Input, "the DN is empty");
    if (isOpaque(style))
        return {};
    if (trimmed(dn).empty())
        return fail(ErrorCode::Input, "the DN has nothing but blanks");
    for (const auto rdn : parts(dn, rdnSeparators))
        for (const auto assertion : rdn.empty() ? std::vector<std::string_view>{rdn} : parts(rdn, "+"))
            if (const auto fault = rdnFault(dn, assertion))
                return fail(ErrorCode::Input,
                            "\"" + std::string(dn) + "\" is no LDAP name: at byte " + std::to_string(fault->first + 1) + ", "
                                + std::string(fault->second));
    return {};
}

} // namespace anchorage
