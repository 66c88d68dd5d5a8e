// Any text as a distinguished name, in each style: its parts fit together (a key is compared, and is no name).
#include "core/model/distinguished_name.h"
#include "tests/fuzz/require.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

using namespace anchorage;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view dn(reinterpret_cast<const char *>(data), size);
    require(foldCase(foldCase(dn)) == foldCase(dn));
    for (const auto style : {MADistinguishedNameStyle::None, MADistinguishedNameStyle::Generic, MADistinguishedNameStyle::Ldap}) {
        const auto key = dnKey(dn, style);
        const bool isName = dnValidate(dn, style).has_value();
        require(dnIsAtOrBelow(dn, dn, style));
        require(dnIsAtOrBelow(dn, "", style));
        const auto parent = dnParent(dn, style);
        if (!isName || dn.empty())
            continue;
        require(parent.empty() || dnIsAtOrBelow(dn, parent, style));
        require(dnDepth(dn, style) == (parent.empty() ? 0 : dnDepth(parent, style)) + 1);
        require(dnKey(dnReplaceAncestor(dn, dn, dn, style), style) == key);
    }
    return 0;
}
