// Capabilities in words: what each means for an export.
#pragma once

#include "core/model/capabilities.h"
#include "core/model/connector_description.h"

#include <QString>

#include <vector>

namespace anchorage::desktop {

struct CapabilityText {
    QString name; ///< as ECMA2 calls it
    QString value;
    QString meaning; ///< for this value
};
std::vector<CapabilityText> capabilityTexts(const MACapabilities &capabilities);

/// "schema, partitions, export, password"; import-only is said plainly.
QString interfacesText(const ConnectorInterfaces &interfaces);

} // namespace anchorage::desktop
