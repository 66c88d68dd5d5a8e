#include "core/model/capabilities.h"

namespace anchorage {

MACapabilities MACapabilities::fromBits(std::uint32_t bits, MAExportType exportType)
{
    // ecma2.md 4.2; some bits say what is *not* supported.
    const auto set = [&](std::uint32_t mask) { return (bits & mask) == mask; };
    MACapabilities capabilities;
    capabilities.exportType = exportType;
    capabilities.supportImport = !set(0x4);
    capabilities.supportHierarchy = !set(0x8);
    capabilities.distinguishedNameStyle = set(0x70) ? MADistinguishedNameStyle::Ldap
        : set(0x30)                                 ? MADistinguishedNameStyle::Generic
                                                    : MADistinguishedNameStyle::None;
    capabilities.supportExport = !set(0x80);
    capabilities.objectRename = set(0x200) && capabilities.distinguishedNameStyle != MADistinguishedNameStyle::None;
    capabilities.noReferenceValuesInFirstExport = set(0x400);
    capabilities.supportPassword = set(0x800);
    capabilities.deltaImport = set(0x1000);
    capabilities.concurrentOperation = set(0x8000);
    capabilities.deleteAddAsReplace = set(0x10000);
    capabilities.normalizations = {set(0x80000), set(0x100000)};
    capabilities.supportPartitions = !set(0x1000000);
    capabilities.fullExport = set(0x2000000);
    capabilities.exportPasswordInFirstPass = set(0x10000000);
    capabilities.isDNAsAnchor = set(0x40000000);
    // Both bits together are known; which of the two is which is not (ecma2.md 4.2).
    if (set(0x24000000))
        capabilities.objectConfirmation = MAObjectConfirmation::NoAddAndDeleteConfirmation;
    return capabilities;
}

} // namespace anchorage
