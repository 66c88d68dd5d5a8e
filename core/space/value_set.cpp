#include "core/space/value_set.h"

#include "core/base/result.h"
#include "core/model/distinguished_name.h"

#include <algorithm>

namespace anchorage::space {

ValueSet::ValueSet(const std::vector<AttributeValue> &values, ReferenceStyle style) : m_style(style)
{
    for (const auto &value : values)
        add(value);
}

std::string ValueSet::key(const AttributeValue &value) const
{
    const auto of = [](char kind, std::string_view text) {
        std::string key(1, kind);
        return key += text;
    };
    return std::visit(
        overloaded{[&](const std::string &text) { return of('s', text); },
                   [&](std::int64_t number) { return of('i', std::to_string(number)); },
                   [&](const Reference &reference) { return of('r', m_style ? dnKey(reference.dn, *m_style) : reference.dn); },
                   [&](const Binary &binary) { return of('b', binary.bytes); },
                   [&](bool truth) { return of('t', truth ? "1" : "0"); }},
        value);
}

void ValueSet::add(const AttributeValue &value)
{
    if (m_keys.insert(key(value)).second)
        m_values.push_back(value);
}

void ValueSet::add(const ValueSet &other)
{
    for (const auto &value : other.m_values)
        add(value);
}

void ValueSet::remove(const ValueSet &other)
{
    const auto isGone = [&](const AttributeValue &value) {
        const std::string k = key(value);
        return other.m_keys.contains(k) && m_keys.erase(k) != 0;
    };
    if (!other.empty())
        m_values.erase(std::remove_if(m_values.begin(), m_values.end(), isGone), m_values.end());
}

ValueSet ValueSet::without(const ValueSet &other) const
{
    ValueSet rest = *this;
    rest.remove(other);
    return rest;
}

ChangedValues::ChangedValues(const AttributeChange &change, ReferenceStyle style) : adds(style), deletes(style)
{
    if (change.modification == AttributeModificationType::Delete)
        return; // clears whatever there is
    for (const auto &value : change.values)
        (value.modification == ValueModificationType::Delete ? deletes : adds).add(value.value);
}

} // namespace anchorage::space
