// What a management agent's configuration says, in words and as JSON.
#pragma once

#include "core/formats/ma_configuration.h"
#include "core/json/json_writer.h"

#include <iosfwd>

namespace anchorage::cli {

void printText(std::ostream &out, const formats::MaConfiguration &configuration);
/// One JSON object. The schema is not in it: it stands where every file's schema stands.
void write(json::Writer &out, const formats::MaConfiguration &configuration);

} // namespace anchorage::cli
