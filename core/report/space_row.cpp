#include "core/report/space_row.h"

#include "core/model/distinguished_name.h"
#include "core/report/words.h"

#include <algorithm>
#include <utility>

namespace anchorage::report {

namespace {

std::string_view statusWord(const space::SpaceObject &object)
{
    if (object.dropped)
        return "dropped";
    if (object.pending.operation == space::PendingOperation::None)
        return "accepted";
    return object.lastFailure ? "error" : "pending";
}

bool inImage(const space::SpaceObject &object, FilterAttributeTest &test)
{
    if (!object.image)
        return false;
    return std::any_of(object.image->attributes.begin(), object.image->attributes.end(),
                       [&](const space::ImageAttribute &attribute) {
                           return test.name(attribute.name)
                               && (!test.wantsValue()
                                   || std::any_of(attribute.values.begin(), attribute.values.end(),
                                                  [&](const AttributeValue &value) { return test.value(value); }));
                       });
}

} // namespace

void SpaceRow::set(space::ObjectIndex index)
{
    m_index = index;
    m_dnMade = false;
    m_objectMade = false;
}

const space::SpaceObject &SpaceRow::whole() const
{
    if (!std::exchange(m_objectMade, true))
        m_object = m_space.object(m_index);
    return m_object;
}

bool SpaceRow::anyText(FilterField field, FilterTextTest &test) const
{
    using space::PendingOperation;
    switch (field) {
    case FilterField::Action:
        switch (m_space.pendingOperation(m_index)) {
        case PendingOperation::None:
            return test("none");
        case PendingOperation::Add:
            return test("add");
        case PendingOperation::Update:
            return test("update") || (m_space.pendingNewDn(m_index) && test("rename"));
        case PendingOperation::DeleteAdd:
            return test("delete-add");
        case PendingOperation::Delete:
            return test("delete");
        }
        return false;
    case FilterField::Status:
        return test(statusWord(whole()));
    case FilterField::Type:
        return test(foldCase(m_space.type(m_index)));
    case FilterField::Dn:
        if (!std::exchange(m_dnMade, true))
            m_dn = foldCase(m_space.dn(m_index));
        return test(m_dn);
    case FilterField::Anchor:
        return test(foldCase(anchorText(whole().anchors)));
    case FilterField::Value: {
        const auto changed = [&test](const AttributeChange &change) {
            return !change.encrypted
                && std::any_of(change.values.begin(), change.values.end(),
                               [&test](const ValueChange &value) { return test(foldCase(toText(value.value))); });
        };
        const auto held = [&test](const space::ImageAttribute &attribute) {
            return std::any_of(attribute.values.begin(), attribute.values.end(),
                               [&test](const AttributeValue &value) { return test(foldCase(toText(value))); });
        };
        const auto &object = whole();
        return std::any_of(object.pending.changes.begin(), object.pending.changes.end(), changed)
            || (object.image && std::any_of(object.image->attributes.begin(), object.image->attributes.end(), held));
    }
    case FilterField::Code:
        return whole().lastFailure
            && (test(foldCase(engineString(whole().lastFailure->code)))
                || test(foldCase(anchorage::name(whole().lastFailure->code))) || test(foldCase(whole().lastFailure->name)));
    case FilterField::Name:
        return whole().lastFailure && test(foldCase(whole().lastFailure->name));
    case FilterField::Detail:
        return whole().lastFailure && test(foldCase(whole().lastFailure->detail));
    case FilterField::Attribute:
    case FilterField::Changed:
    case FilterField::Reason:
    case FilterField::Finding:
    case FilterField::Pass:
    case FilterField::Page:
    case FilterField::Entry:
    case FilterField::HandOvers:
    case FilterField::Duration:
        break;
    }
    return false;
}

bool SpaceRow::anyNumber(FilterField field, const FilterNumberTest &test) const
{
    if (field == FilterField::Entry)
        return test(m_index + 1.0);
    return field == FilterField::HandOvers && test(0);
}

bool SpaceRow::anyAttribute(bool changed, FilterAttributeTest &test) const
{
    const auto &object = whole();
    if (test.in(object.pending.changes))
        return true;
    return !changed && (test.in(object.anchors) || inImage(object, test));
}

} // namespace anchorage::report
