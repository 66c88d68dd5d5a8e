// How a CSV file of the space is to be taken, in a project file. Internal to core/project.
#pragma once

#include "core/formats/csv_options.h"
#include "core/json/json_reader.h"
#include "core/json/json_writer.h"

namespace anchorage::project {

Result<formats::CsvOptions> readCsvOptions(const json::Node &node);
/// Members that say what is taken anyway are left out.
void writeCsvOptions(json::Writer &out, const formats::CsvOptions &options);

} // namespace anchorage::project
