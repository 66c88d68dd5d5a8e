#include "core/model/validation.h"

#include "core/model/distinguished_name.h"

#include <algorithm>

namespace anchorage {

namespace {

constexpr std::size_t mostNames = 12; // in a message: enough to see the right one
constexpr std::size_t mostText = 60;

template <typename Items> std::string namesOf(const Items &items)
{
    std::string out;
    std::size_t count = 0;
    for (const auto &item : items) {
        if (count++ == mostNames)
            return out + ", … (" + std::to_string(items.size()) + " in all)";
        out += (out.empty() ? "" : ", ") + item.name;
    }
    return out.empty() ? "none" : out;
}

std::string cut(std::string text)
{
    if (text.size() <= mostText)
        return text;
    auto end = mostText;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.substr(0, end) + "…";
}

class Validator {
public:
    Validator(const ChangeToValidate &change, const Schema &schema, MADistinguishedNameStyle style)
        : m_change(change), m_schema(schema), m_style(style)
    {
    }

    Findings run()
    {
        if (!m_change.dn.empty())
            if (const auto valid = dnValidate(m_change.dn, m_style); !valid)
                note("invalid-dn", Severity::Error, "", "the DN " + valid.error().message);
        const auto *type = m_schema.find(m_change.objectType);
        if (type == nullptr) {
            note("unknown-type", Severity::Error, "",
                 "the schema has no object type \"" + std::string(m_change.objectType) + "\"; it has " + namesOf(m_schema.types));
            return std::move(m_findings);
        }
        for (auto change = m_change.changes.begin(); change != m_change.changes.end(); ++change) {
            const bool again = std::any_of(m_change.changes.begin(), change,
                                           [&](const auto &before) { return equalsIgnoreCase(before.name, change->name); });
            if (again)
                note("duplicate-attribute", Severity::Error, change->name, "the attribute stands twice in one change");
            if (change->name != dnAttribute && !equalsIgnoreCase(change->name, exportPasswordAttribute))
                attribute(*change, *type);
        }
        if (m_change.modification == ObjectModificationType::Add)
            required(*type);
        return std::move(m_findings);
    }

private:
    void note(std::string id, Severity severity, std::string attribute, std::string message)
    {
        m_findings.push_back(
            {std::move(id), severity, std::string(m_change.dn), std::move(attribute), std::move(message), "ecma2.md 2"});
    }

    void attribute(const AttributeChange &change, const SchemaType &type)
    {
        const auto *known = type.find(change.name);
        if (known == nullptr) {
            note("unknown-attribute", Severity::Error, change.name,
                 "the type " + type.name + " has no attribute \"" + change.name + "\"; it has " + namesOf(type.attributes));
            return;
        }
        if (known->operation == AttributeOperation::ImportOnly)
            note("import-only", Severity::Note, change.name, "the attribute is import-only: it is never handed over (select-1)");
        // ecma2.md 2: object Add and Replace carry only attribute Adds.
        const bool whole =
            m_change.modification == ObjectModificationType::Add || m_change.modification == ObjectModificationType::Replace;
        if (whole && change.modification != AttributeModificationType::Add)
            note("illegal-modification", Severity::Error, change.name,
                 "an object " + std::string(name(m_change.modification)) + " carries only attribute Adds, found "
                     + std::string(name(change.modification)));
        if (m_change.modification == ObjectModificationType::Delete)
            note("illegal-modification", Severity::Error, change.name, "an object Delete carries no attribute changes");
        if (m_change.modification == ObjectModificationType::Update && known->required && leavesNothing(change))
            note("missing-required", Severity::Warning, change.name,
                 "the schema requires this attribute of every " + type.name + ", and the change leaves it without a value");
        for (const auto &value : change.values) {
            const auto message = change.encrypted ? std::string() : misfit(value.value, *known);
            if (!message.empty()) {
                note("wrong-value-type", Severity::Error, change.name, message);
                break; // one is enough to see
            }
        }
        const auto adds = std::count_if(change.values.begin(), change.values.end(),
                                        [](const auto &value) { return value.modification != ValueModificationType::Delete; });
        if (!known->multiValued && adds > 1)
            note("too-many-values", Severity::Error, change.name,
                 "the attribute is single-valued, found " + std::to_string(adds) + " values");
    }

    /// Whatever the object held before. An Update that deletes single values may leave others; that is for the
    /// target to know.
    static bool leavesNothing(const AttributeChange &change)
    {
        return change.modification == AttributeModificationType::Delete
            || (change.modification == AttributeModificationType::Replace && change.values.empty());
    }

    void required(const SchemaType &type)
    {
        for (const auto &attribute : type.attributes) {
            const bool there = std::any_of(m_change.changes.begin(), m_change.changes.end(),
                                           [&](const auto &change) { return equalsIgnoreCase(change.name, attribute.name); });
            if (attribute.required && !there)
                note("missing-required", Severity::Warning, attribute.name,
                     "the schema requires this attribute of a new " + type.name);
        }
    }

    const ChangeToValidate &m_change;
    const Schema &m_schema;
    MADistinguishedNameStyle m_style;
    Findings m_findings;
};

} // namespace

Findings validate(const ChangeToValidate &change, const Schema &schema, MADistinguishedNameStyle style)
{
    return Validator(change, schema, style).run();
}

std::string misfit(const AttributeValue &value, const SchemaAttribute &attribute)
{
    if (attribute.type == AttributeType::Undefined || typeOf(value) == attribute.type)
        return {};
    return "expected a value of type " + std::string(name(attribute.type)) + ", found the " + std::string(name(typeOf(value)))
        + " \"" + cut(toText(value)) + '"';
}

} // namespace anchorage
