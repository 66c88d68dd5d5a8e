// A connector inspection on standard output.
#pragma once

#include "core/session/inspection.h"

#include <iosfwd>

namespace anchorage::cli {

void printSchema(std::ostream &out, const Schema &schema);
void printText(std::ostream &out, const session::Inspection &inspection);
void printJson(std::ostream &out, const session::Inspection &inspection);

} // namespace anchorage::cli
