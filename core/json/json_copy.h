// A JSON value from a document into a writer, as it stands but for blanks: for parts of a file that
// are kept without being understood.
#pragma once

#include "core/json/json_reader.h"
#include "core/json/json_writer.h"

namespace anchorage::json {

void copy(Writer &out, const Node &node);

} // namespace anchorage::json
