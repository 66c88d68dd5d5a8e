// The one text form of pages (engine.md, top): in tests, `plan`, docs and the desktop alike.
//   p1.2 Upd cn=g1,ou=x {id=7} member:upd(+cn=u1 -cn=u2) title:rep(B) phone:del mail:add(a@x)
#pragma once

#include "core/model/csentry_change.h"

#include <string>
#include <vector>

namespace anchorage {

/// Where a page stands in a run; both 1-based.
struct PagePosition {
    int pass = 1;
    int page = 1;
    auto operator<=>(const PagePosition &) const = default;
};

/// One entry, without a line end. Values that are empty, begin with + or -, or hold blanks, parentheses,
/// braces, quotes, backslashes or control characters stand in double quotes with C escapes; a DN only
/// for blanks, quotes and control characters. Several anchor components: {a=1+b=2}; none: no braces.
/// Encrypted values print as their secret reference. Binary is hex: 0x2a.
std::string entryText(PagePosition position, const CsEntryChange &entry);
/// All entries of a page, one a line, each line ended.
std::string pageText(PagePosition position, const std::vector<CsEntryChange> &entries);

} // namespace anchorage
