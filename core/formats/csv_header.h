// What the columns of a CSV file are. Internal to core/formats.
#pragma once

#include "core/formats/format.h"

#include <string>
#include <string_view>
#include <vector>

namespace anchorage::formats {

struct CsvColumn {
    enum class Role : std::uint8_t { Ignored, Dn, Type, Action, NewDn, Anchor, Value, First, Add, Delete, Clear };
    Role role = Role::Value;
    std::string name; ///< of the attribute or anchor component
};

/// Error Input: a column that is named twice, or one of the request that the file does not have.
Result<std::vector<CsvColumn>> csvColumns(const std::vector<std::string_view> &header, const LoadRequest &request,
                                          Findings &findings);
/// The delimiter of a header line: of , ; tab and | the one that stands in it most often outside quotes.
char csvDelimiter(std::string_view line);
/// ' where it stands around the first field and " nowhere, else ".
char csvQuote(std::string_view line, char delimiter);

} // namespace anchorage::formats
