// Distinguished names: RFC 4514 for Ldap, opaque text for Generic and None (ecma2.md 4, DN styles).
#pragma once

#include "core/base/result.h"
#include "core/model/enums.h"

#include <string>
#include <string_view>
#include <vector>

namespace anchorage {

/// What DNs are compared by: case folded without locale (simple Unicode folding); for Ldap also
/// without optional spaces and with escapes in one form. Never shown to a person. A text that is
/// no RFC 4514 name is folded as it stands: it is compared, not judged, here.
std::string dnKey(std::string_view dn, MADistinguishedNameStyle style);

/// Ldap: the parent's text ("" at the root). Generic and None: names have no parent, always "".
std::string dnParent(std::string_view dn, MADistinguishedNameStyle style);
/// Number of RDNs; 1 for Generic and None, 0 for an empty DN.
std::size_t dnDepth(std::string_view dn, MADistinguishedNameStyle style);
/// First RDN ("cn=ann"); the whole name for Generic and None.
std::string dnRdn(std::string_view dn, MADistinguishedNameStyle style);
/// `dn` equals `ancestor` or lies below it. An empty ancestor matches everything (scope-1).
bool dnIsAtOrBelow(std::string_view dn, std::string_view ancestor, MADistinguishedNameStyle style);
/// `dn` with its ending `oldAncestor` replaced by `newAncestor` (children of a renamed container).
std::string dnReplaceAncestor(std::string_view dn, std::string_view oldAncestor, std::string_view newAncestor,
                              MADistinguishedNameStyle style);
/// Ldap: must be a well-formed RFC 4514 name; the error says at which byte it stops being one.
Result<void> dnValidate(std::string_view dn, MADistinguishedNameStyle style);

/// Case folding without locale, for names and filters as well. UTF-8 in, UTF-8 out; bytes that are
/// no UTF-8 pass through unchanged.
std::string foldCase(std::string_view utf8);
/// ASCII-only case-insensitive equality: attribute and type names.
bool equalsIgnoreCase(std::string_view a, std::string_view b);

} // namespace anchorage
