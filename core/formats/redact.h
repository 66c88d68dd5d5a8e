// A copy of a file in which names, values and DNs are pseudonyms (core/model/pseudonyms.h): formats of this
// layer, journals, and reports in JSON, CSV, XML and HTML. Everything is replaced but what is known to be
// structure: schema and attribute names, types, operations, counters, times, error codes. Comments go.
#pragma once

#include "core/formats/format.h"
#include "core/model/pseudonyms.h"

namespace anchorage::formats {

struct RedactReport {
    std::string syntax; ///< "XML", "JSON", "JSON lines", "LDIF", "CSV" or "HTML"
    std::uint64_t pseudonyms = 0; ///< different values
    bool operator==(const RedactReport &) const = default;
};
/// `request` names the file, and its format where suffix and content do not tell. Error Unsupported: plain
/// text, where nothing tells where a value ends, and HTML of others. On an error nothing is written.
Result<RedactReport> redact(const LoadRequest &request, const std::string &outPath, Pseudonyms &pseudonyms);

} // namespace anchorage::formats
