#include "app/desktop/controller/hand_over_row.h"

#include "app/desktop/controller/row_index.h"
#include "core/model/distinguished_name.h"
#include "core/report/object_results.h"

namespace anchorage::desktop {
namespace {

std::string_view actionOf(const CsEntryChange &entry)
{
    switch (entry.modification) {
    case ObjectModificationType::Add:
        return "add";
    case ObjectModificationType::Replace:
        return "replace";
    case ObjectModificationType::Update:
        return entry.find(dnAttribute) != nullptr ? "rename" : "update";
    case ObjectModificationType::Delete:
        return "delete";
    default:
        return "none";
    }
}

} // namespace

void HandOverRow::set(const engine::HandOver &handOver, std::uint64_t number, std::chrono::nanoseconds duration)
{
    m_handOver = &handOver;
    m_number = number;
    m_duration = duration;
}

bool HandOverRow::anyText(FilterField field, FilterTextTest &test) const
{
    const auto &entry = m_handOver->entry;
    const auto failing = m_handOver->fate ? report::failingOf(*m_handOver) : report::Failing{};
    switch (field) {
    case FilterField::Action:
        return test(actionOf(entry));
    case FilterField::Status:
        return test(report::name(report::statusOf(*m_handOver)));
    case FilterField::Type:
        return test(foldCase(entry.objectType));
    case FilterField::Dn:
        return test(foldCase(entry.dn));
    case FilterField::Anchor:
        return test(foldCase(anchorText(entry.anchors)));
    case FilterField::Code:
        return failing.bad()
            && (test(foldCase(engineString(failing.code))) || test(foldCase(name(failing.code)))
                || test(foldCase(failing.engineName())));
    case FilterField::Name:
        return failing.bad() && test(foldCase(failing.name));
    case FilterField::Detail:
        return failing.bad() && test(foldCase(failing.detail));
    case FilterField::Reason:
        return test(foldCase(engine::name(m_handOver->reason)));
    case FilterField::Value:
        for (const auto &change : entry.changes) {
            for (const auto &value : change.values) {
                if (!change.encrypted && test(foldCase(toText(value.value))))
                    return true;
            }
        }
        return false;
    default:
        return false;
    }
}

bool HandOverRow::anyNumber(FilterField field, const FilterNumberTest &test) const
{
    switch (field) {
    case FilterField::Pass:
        return test(m_handOver->position.pass);
    case FilterField::Page:
        return test(m_handOver->position.page);
    case FilterField::Entry:
        return test(static_cast<double>(m_number));
    case FilterField::Duration:
        return test(static_cast<double>(m_duration.count()) / 1e6);
    default:
        return false;
    }
}

bool HandOverRow::anyAttribute(bool changed, FilterAttributeTest &test) const
{
    return test.in(m_handOver->entry.changes) || (!changed && test.in(m_handOver->entry.anchors));
}

} // namespace anchorage::desktop
