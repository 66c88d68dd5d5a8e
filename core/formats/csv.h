// CSV with a header: a row is an object and its pending change.
//
// Columns, whose names are found in any case: the DN (`dn`), the object type (`objectType`), the
// action (`action`: add, update, delete, delete-add; without the column every row is an Add), the new
// DN of a rename (`newdn`), anchors (`anchor:NAME`, or the attributes of the anchor definition), and
// attributes. In an update a plain column replaces the attribute; `NAME:first` gives it its first value,
// `NAME:add` and `NAME:delete` add and delete values, `NAME:clear` (true) clears it. An empty cell says
// nothing. The values of a multi-valued attribute stand in one cell, `|` between them; `\|` and `\\` are
// those characters themselves.
#pragma once

#include "core/formats/format.h"

namespace anchorage::formats {

Result<Loaded> readCsv(const LoadRequest &request);
Result<std::vector<Loss>> writeCsv(const space::Space &space, const SaveRequest &request);
/// The first line looks like a header that readCsv() understands.
bool sniffCsv(std::string_view head);

} // namespace anchorage::formats
