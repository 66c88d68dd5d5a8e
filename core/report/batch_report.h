// What a batch would change, before anything runs: pending changes as a table, counts, and statements on
// attributes that a project takes as expectations.
#pragma once

#include "core/model/schema.h"
#include "core/project/expectation.h"
#include "core/space/space.h"

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace anchorage::report {

/// One changed attribute of an object; the rename is the attribute DN, an object without any has one row.
struct BatchRow {
    std::string_view dn;
    std::string_view type;
    std::string_view action; ///< "add", "update", "delete-add", "delete"
    std::string attribute;
    std::string modification; ///< "Add", "Replace", "Update", "Delete"
    std::string adds; ///< values, separated by "; "
    std::string deletes;
};
void forEachRow(const space::Space &space, const std::function<void(const BatchRow &)> &use);

struct BatchCounts {
    std::map<std::pair<std::string, std::string>, std::uint64_t> objects; ///< by type and action
    std::map<std::string, std::uint64_t> attributes; ///< objects that change it
};
BatchCounts countBatch(const space::Space &space);

/// Every attribute that changes, and with a schema every one that does not.
std::vector<project::AttributeStatement> statementsOn(const BatchCounts &counts, const Schema *schema);
/// The `expectations` of a project file: {"attributes": [{"attribute": "mail", "modified": false}, …]}.
std::string statementsJson(const std::vector<project::AttributeStatement> &statements);

/// UTF-8 with a byte order mark, comma, CRLF; a cell that a spreadsheet takes for a formula gets an apostrophe.
void writeBatchCsv(std::ostream &out, const space::Space &space);
/// One page without outside parts: counts and a table that sorts and filters.
void writeBatchHtml(std::ostream &out, const space::Space &space, std::string_view title);
void writeBatchCounts(std::ostream &out, const BatchCounts &counts);

} // namespace anchorage::report
