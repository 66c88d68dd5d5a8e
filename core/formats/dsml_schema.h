// The DSML schema inside an MA configuration. Internal to core/formats.
#pragma once

#include "core/base/result.h"
#include "core/formats/xml_tree.h"
#include "core/model/finding.h"
#include "core/model/schema.h"

namespace anchorage::formats {

/// `directory` is the directory-schema element. Error: a syntax or a reference that leads nowhere.
Result<Schema> readDsmlSchema(const XmlElement &directory, const std::string &path, Findings &findings);

} // namespace anchorage::formats
