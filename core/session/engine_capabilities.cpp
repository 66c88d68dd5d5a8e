#include "core/session/engine_capabilities.h"

namespace anchorage::session {

MACapabilities engineCapabilities()
{
    MACapabilities capabilities;
    capabilities.exportType = MAExportType::AttributeUpdate;
    capabilities.distinguishedNameStyle = MADistinguishedNameStyle::Generic;
    capabilities.deltaImport = true;
    capabilities.fullExport = false;
    capabilities.objectRename = true;
    capabilities.deleteAddAsReplace = true;
    capabilities.supportHierarchy = true;
    capabilities.supportPartitions = true;
    capabilities.supportPassword = true;
    capabilities.supportImport = true;
    capabilities.supportExport = true;
    return capabilities;
}

Finding engineCapabilitiesUsed()
{
    return {"capabilities-default",
            Severity::Note,
            {},
            {},
            "the connector has no capabilities interface: the engine's defaults are used (AttributeUpdate, DN style Generic, "
            "renames, delete-add as replace). Give \"capabilities\" in the project where the connector was configured otherwise",
            "ecma2.md 4"};
}

} // namespace anchorage::session
