// Values in order, each once, found by key: the sets that delta.h computes with. Not part of the
// layer's interface.
#pragma once

#include "core/space/delta.h"

#include <string>
#include <unordered_set>
#include <vector>

namespace anchorage::space {

class ValueSet {
public:
    explicit ValueSet(ReferenceStyle style) : m_style(style) { }
    ValueSet(const std::vector<AttributeValue> &values, ReferenceStyle style);

    bool contains(const AttributeValue &value) const { return m_keys.contains(key(value)); }
    bool empty() const { return m_values.empty(); }
    std::size_t size() const { return m_values.size(); }
    const std::vector<AttributeValue> &values() const { return m_values; }

    void add(const AttributeValue &value);
    void add(const ValueSet &other);
    void remove(const ValueSet &other);
    ValueSet without(const ValueSet &other) const;

private:
    std::string key(const AttributeValue &value) const;

    ReferenceStyle m_style;
    std::vector<AttributeValue> m_values;
    std::unordered_set<std::string> m_keys;
};

/// A change's values apart: what it adds (also as Add or Replace) and what it deletes.
struct ChangedValues {
    ValueSet adds;
    ValueSet deletes;
    ChangedValues(const AttributeChange &change, ReferenceStyle style);
};

} // namespace anchorage::space
