// Results as rows that filters can match (core/model/filter.h): the same language for the desktop's
// results, for expectations and for `report`.
#pragma once

#include "core/model/filter.h"
#include "core/report/object_results.h"
#include "core/report/run_summary.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace anchorage::report {

/// One row after the other: folded texts are made once a row, in buffers that stay. The views of
/// `results` and `summary` must live as long.
class ResultRow : public FilterRow {
public:
    ResultRow(const ObjectResults &results, const RunSummary &summary);
    void set(std::size_t index); ///< 0-based among the results

    bool anyText(FilterField field, FilterTextTest &test) const override;
    bool anyNumber(FilterField field, const FilterNumberTest &test) const override;
    bool anyAttribute(bool changed, FilterAttributeTest &test) const override;

private:
    const ObjectResults &m_results;
    const RunSummary &m_summary;
    std::unordered_map<std::string, std::vector<const Finding *>> m_findings; // by DN
    std::size_t m_index = 0;
    mutable std::string m_dn; // folded; made on first use
    mutable bool m_dnMade = false;
};

/// Indexes of the results that a filter lets through, in order.
std::vector<std::size_t> matching(const Filter &filter, const ObjectResults &results, const RunSummary &summary);

} // namespace anchorage::report
