// MACapabilities: 17 properties and their effect on what PutExportEntries receives (ecma2.md 4).
#pragma once

#include "core/base/result.h"
#include "core/model/enums.h"

#include <cstdint>

namespace anchorage {

struct MACapabilities {
    MAExportType exportType = MAExportType::AttributeUpdate;
    MADistinguishedNameStyle distinguishedNameStyle = MADistinguishedNameStyle::None;
    MAObjectConfirmation objectConfirmation = MAObjectConfirmation::Normal;
    MANormalizations normalizations = {};
    bool noReferenceValuesInFirstExport = false;
    bool exportPasswordInFirstPass = false;
    bool fullExport = false;
    bool deleteAddAsReplace = false;
    bool objectRename = false;
    bool isDNAsAnchor = false;
    bool supportPartitions = false;
    bool supportHierarchy = false;
    bool concurrentOperation = false;
    bool deltaImport = false;
    bool supportImport = true;
    bool supportExport = true;
    bool supportPassword = false;
    bool operator==(const MACapabilities &) const = default;

    /// Decodes `<capability-bits>` / `<capabilities-mask>` of an MA configuration (ecma2.md 4.2);
    /// the export type stands in an element of its own.
    static MACapabilities fromBits(std::uint32_t bits, MAExportType exportType);
};

} // namespace anchorage
