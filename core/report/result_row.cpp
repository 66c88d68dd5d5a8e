#include "core/report/result_row.h"

#include "core/model/distinguished_name.h"
#include "core/report/words.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace anchorage::report {

namespace {

/// "RetryReference" -> "retry-reference": as filters call a reason.
std::string hyphenated(std::string_view camel)
{
    std::string out;
    for (const char c : camel) {
        const bool upper = 'A' <= c && c <= 'Z';
        if (upper && !out.empty())
            out += '-';
        out += upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

bool anyValue(const CsEntryChange &entry, FilterTextTest &test)
{
    return std::any_of(entry.changes.begin(), entry.changes.end(), [&test](const AttributeChange &change) {
        return !change.encrypted && std::any_of(change.values.begin(), change.values.end(), [&test](const ValueChange &value) {
            return test(foldCase(toText(value.value)));
        });
    });
}

} // namespace

ResultRow::ResultRow(const ObjectResults &results, const RunSummary &summary) : m_results(results), m_summary(summary)
{
    for (const auto &finding : summary.findings)
        m_findings[finding.dn].push_back(&finding);
}

void ResultRow::set(std::size_t index)
{
    m_index = index;
    m_dnMade = false;
}

bool ResultRow::anyText(FilterField field, FilterTextTest &test) const
{
    const auto result = m_results[m_index];
    switch (field) {
    case FilterField::Action:
        return test(result.action());
    case FilterField::Status:
        return test(name(result.status()));
    case FilterField::Type:
        return test(foldCase(result.first().entry.objectType));
    case FilterField::Dn:
        if (!m_dnMade) {
            m_dn = foldCase(result.dn());
            m_dnMade = true;
        }
        return test(m_dn);
    case FilterField::Value:
        for (std::uint32_t i = 0; i < result.turns(); ++i) {
            if (anyValue(result.entry(i), test))
                return true;
        }
        return false;
    case FilterField::Anchor:
        return test(foldCase(result.anchor())) || test(foldCase(result.anchorBefore()));
    case FilterField::Code: {
        const auto failing = failingOf(result.last());
        return failing.bad()
            && (test(foldCase(failing.engineName())) || test(foldCase(engineString(failing.code)))
                || test(foldCase(anchorage::name(failing.code))));
    }
    case FilterField::Name:
        return failingOf(result.last()).bad() && test(foldCase(failingOf(result.last()).name));
    case FilterField::Detail:
        return failingOf(result.last()).bad() && test(foldCase(failingOf(result.last()).detail));
    case FilterField::Reason:
        for (std::uint32_t i = 0; i < result.turns(); ++i) {
            if (test(hyphenated(engine::name(result.turn(i).reason))))
                return true;
        }
        return false;
    case FilterField::Finding: {
        const auto found = m_findings.find(result.dn());
        return found != m_findings.end()
            && std::any_of(found->second.begin(), found->second.end(),
                           [&test](const Finding *finding) { return test(foldCase(finding->id)); });
    }
    case FilterField::Attribute:
    case FilterField::Changed:
    case FilterField::Pass:
    case FilterField::Page:
    case FilterField::Entry:
    case FilterField::HandOvers:
    case FilterField::Duration:
        break;
    }
    return false;
}

bool ResultRow::anyNumber(FilterField field, const FilterNumberTest &test) const
{
    const auto result = m_results[m_index];
    if (field == FilterField::HandOvers)
        return test(result.turns());
    for (std::uint32_t i = 0; i < result.turns(); ++i) {
        const auto &position = result.turn(i).position;
        if (field == FilterField::Pass && test(position.pass))
            return true;
        if (field == FilterField::Page && test(position.page))
            return true;
        if (field == FilterField::Entry && test(result.handOverIndex(i) + 1.0))
            return true;
        if (field == FilterField::Duration) {
            const auto *call = m_summary.callOf(result.handOverIndex(i));
            if (call && test(milliseconds(call->duration)))
                return true;
        }
    }
    return false;
}

bool ResultRow::anyAttribute(bool changed, FilterAttributeTest &test) const
{
    const auto result = m_results[m_index];
    for (std::uint32_t i = 0; i < result.turns(); ++i) {
        const auto &entry = result.entry(i);
        if (test.in(entry.changes) || (!changed && test.in(entry.anchors)))
            return true;
    }
    return false;
}

std::vector<std::size_t> matching(const Filter &filter, const ObjectResults &results, const RunSummary &summary)
{
    std::vector<std::size_t> out;
    FilterMatcher matches(filter);
    ResultRow row(results, summary);
    for (std::size_t i = 0; i < results.size(); ++i) {
        row.set(i);
        if (matches(row))
            out.push_back(i);
    }
    return out;
}

} // namespace anchorage::report
