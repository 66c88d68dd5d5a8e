#include "app/desktop/controller/object_row.h"

#include "core/model/distinguished_name.h"
#include "core/report/object_results.h"

namespace anchorage::desktop {
namespace {

report::Status statusOf(ObjectOutcome::What what)
{
    using What = ObjectOutcome::What;
    switch (what) {
    case What::NotSent:
        return report::Status::Pending;
    case What::Accepted:
        return report::Status::Accepted;
    case What::Again:
        return report::Status::NextPass;
    case What::Error:
        return report::Status::Error;
    case What::StopsRun:
        return report::Status::Stopped;
    case What::Running:
    case What::Unknown:
        break;
    }
    return report::Status::Unknown;
}

} // namespace

void ObjectRow::set(space::ObjectIndex index)
{
    m_row.set(index);
    m_outcome = index < m_outcomes.size() ? m_outcomes[index] : ObjectOutcome{};
}

bool ObjectRow::anyText(FilterField field, FilterTextTest &test) const
{
    if (m_outcome.what == ObjectOutcome::What::NotSent)
        return m_row.anyText(field, test);
    if (field == FilterField::Status)
        return test(report::name(statusOf(m_outcome.what)));
    if (field == FilterField::Code) {
        return m_outcome.code != MAExportError::Success
            && (test(foldCase(engineString(m_outcome.code))) || test(foldCase(name(m_outcome.code))));
    }
    return m_row.anyText(field, test);
}

bool ObjectRow::anyNumber(FilterField field, const FilterNumberTest &test) const
{
    if (field != FilterField::Pass)
        return m_row.anyNumber(field, test);
    for (int pass = m_outcome.firstPass; pass != 0 && pass <= m_outcome.lastPass; ++pass) {
        if (test(pass))
            return true;
    }
    return false;
}

} // namespace anchorage::desktop
