#include "core/engine/anchors.h"

#include "core/engine/normalization.h"
#include "core/model/distinguished_name.h"
#include "core/model/value_text.h"

#include <algorithm>

namespace anchorage::engine {

namespace {

const AnchorAttribute *find(const AnchorList &anchors, std::string_view name)
{
    const auto found = std::find_if(anchors.begin(), anchors.end(),
                                    [&](const AnchorAttribute &a) { return a.value && equalsIgnoreCase(a.name, name); });
    return found == anchors.end() ? nullptr : &*found;
}

std::string hex(std::string_view bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += digits[byte >> 4U];
        out += digits[byte & 0xFU];
    }
    return out;
}

std::optional<std::string> fromHex(std::string_view text)
{
    if (text.size() % 2 != 0)
        return std::nullopt;
    std::string out;
    for (std::size_t i = 0; i < text.size(); i += 2) {
        constexpr std::string_view digits = "0123456789abcdef";
        const std::string pair = foldCase(text.substr(i, 2));
        const auto high = digits.find(pair.front());
        const auto low = digits.find(pair.back());
        if (high == std::string_view::npos || low == std::string_view::npos)
            return std::nullopt;
        out += static_cast<char>(high << 4U | low);
    }
    return out;
}

} // namespace

Schema withDefinitions(Schema schema, const AnchorDefinitions &definitions)
{
    for (const auto &definition : definitions) {
        for (auto &type : schema.types) {
            if (!equalsIgnoreCase(type.name, definition.type))
                continue;
            for (auto &attribute : type.attributes)
                attribute.anchor = std::any_of(definition.attributes.begin(), definition.attributes.end(),
                                               [&](const std::string &name) { return equalsIgnoreCase(name, attribute.name); });
        }
    }
    return schema;
}

std::optional<AttributeValue> convertExactly(const AttributeValue &value, AttributeType type)
{
    if (anchorage::typeOf(value) == type || type == AttributeType::Undefined)
        return value;
    const bool fromBinary = std::holds_alternative<Binary>(value);
    const std::string text = fromBinary ? hex(std::get<Binary>(value).bytes) : toText(value);
    if (type == AttributeType::Binary) {
        auto bytes = fromHex(text);
        return bytes ? std::optional<AttributeValue>(Binary{std::move(*bytes)}) : std::nullopt;
    }
    auto parsed = parseValue(text, type);
    // Exact: it reads back as the same text, so "042" stays what it is.
    if (!parsed || toText(*parsed) != text)
        return std::nullopt;
    return *parsed;
}

std::vector<std::string> Anchors::definition(std::string_view type) const
{
    for (const auto &definition : m_context.anchors) {
        if (equalsIgnoreCase(definition.type, type))
            return definition.attributes;
    }
    const auto *known = m_context.schema.find(type);
    return known == nullptr ? std::vector<std::string>{} : known->anchorNames();
}

AttributeType Anchors::typeOf(std::string_view type, std::string_view component) const
{
    const auto *known = m_context.schema.find(type);
    const auto *attribute = known == nullptr ? nullptr : known->find(component);
    return attribute == nullptr ? AttributeType::Undefined : attribute->type;
}

AnchorList Anchors::fromDn(const space::SpaceObject &object, const std::vector<std::string> &names) const
{
    const bool none = m_context.style() == MADistinguishedNameStyle::None;
    if (!(m_context.capabilities.isDNAsAnchor || (none && !object.temporaryDn)) || names.empty())
        return {};
    std::vector<std::string> texts{object.dn};
    if (none && names.size() > 1) { // anchor-7: joined with +
        texts.clear();
        std::string_view rest = object.dn;
        for (std::size_t plus = rest.find('+'); plus != std::string_view::npos; plus = rest.find('+')) {
            texts.emplace_back(rest.substr(0, plus));
            rest.remove_prefix(plus + 1);
        }
        texts.emplace_back(rest);
    }
    if (texts.size() != names.size())
        return {};
    AnchorList out;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto type = typeOf(object.type, names[i]);
        auto value = convertExactly(texts[i], type);
        if (!value) // the DN is no value of the anchor's type: it says nothing
            return {};
        out.push_back({names[i], std::move(*value)});
    }
    return out;
}

AnchorList Anchors::known(const space::SpaceObject &object, bool own) const
{
    const auto names = definition(object.type);
    if (names.empty())
        return object.anchors; // anchor-1: nothing to check them by; they travel as they came
    const auto derived = fromDn(object, names);
    AnchorList out;
    for (const auto &name : names) {
        const auto *stored = find(object.anchors, name);
        const auto *named = find(derived, name);
        if (m_context.capabilities.isDNAsAnchor && named != nullptr) // follows a rename
            stored = named;
        if (stored == nullptr && own) {
            for (const auto &change : object.pending.changes) {
                if (equalsIgnoreCase(change.name, name) && !change.values.empty()
                    && change.values.front().modification == ValueModificationType::Add)
                    out.push_back({name, change.values.front().value});
            }
            if (!out.empty() && out.back().name == name)
                continue;
        }
        if (stored == nullptr)
            stored = named;
        if (stored != nullptr)
            out.push_back({name, stored->value});
    }
    return out;
}

bool Anchors::isComplete(std::string_view type, const AnchorList &anchors) const
{
    const auto names = definition(type);
    return std::all_of(names.begin(), names.end(), [&](const std::string &name) { return find(anchors, name) != nullptr; });
}

AttributeValue Anchors::normalizedValue(const AttributeValue &value) const
{
    const auto *text = std::get_if<std::string>(&value);
    return text == nullptr ? value : AttributeValue(normalized(*text, m_context.capabilities.normalizations));
}

AnchorList Anchors::handedOver(const space::SpaceObject &object, bool own) const
{
    AnchorList out = known(object, own);
    const auto &how = m_context.capabilities.normalizations;
    if (how.uppercase || how.removeAccents) {
        for (auto &anchor : out) {
            if (anchor.value)
                anchor.value = normalizedValue(*anchor.value);
        }
    }
    if (m_context.settings.emptyAnchors == RunSettings::EmptyAnchors::Absent)
        return out;
    AnchorList all;
    for (const auto &name : definition(object.type)) {
        const auto *anchor = find(out, name);
        all.push_back({name, anchor == nullptr ? std::nullopt : anchor->value});
    }
    return all.empty() ? out : all;
}

AnchorList Anchors::none(std::string_view type) const
{
    AnchorList out;
    if (m_context.settings.emptyAnchors == RunSettings::EmptyAnchors::Null) {
        for (const auto &name : definition(type))
            out.push_back({name, std::nullopt});
    }
    return out;
}

Anchors::Answer Anchors::answered(const space::SpaceObject &object, const AnchorList &knownBefore, const CsEntryChange &sent,
                                  const std::vector<AttributeChange> &returned) const
{
    Answer out;
    out.anchors = knownBefore;
    const auto names = definition(object.type);
    const auto isComponent = [&](std::string_view name) {
        return names.empty()
            || std::any_of(names.begin(), names.end(), [&](const std::string &n) { return equalsIgnoreCase(n, name); });
    };
    const auto put = [&](const std::string &name, const AttributeValue &value) {
        for (auto &anchor : out.anchors) {
            if (equalsIgnoreCase(anchor.name, name)) {
                anchor.value = value;
                return;
            }
        }
        out.anchors.push_back({name, value});
    };
    // What a person put into AnchorAttributes, and what an Add carries itself (anchor-2).
    for (const auto &anchor : sent.anchors) {
        if (anchor.value && isComponent(anchor.name) && find(out.anchors, anchor.name) == nullptr)
            put(anchor.name, *anchor.value);
    }
    if (sent.modification == ObjectModificationType::Add || sent.modification == ObjectModificationType::Replace) {
        for (const auto &name : names) {
            const auto *change = sent.find(name);
            if (change != nullptr && !change->values.empty() && find(out.anchors, name) == nullptr)
                put(name, change->values.front().value);
        }
    }
    for (const auto &change : returned) {
        if (change.values.empty() || !isComponent(change.name))
            continue; // a name that is no component says nothing about the anchor (scenario 9)
        AttributeValue value = change.values.front().value;
        const auto wanted = typeOf(object.type, change.name);
        if (wanted != AttributeType::Undefined && anchorage::typeOf(value) != wanted) { // anchor-7
            auto converted = convertExactly(value, wanted);
            out.findings.push_back(
                finding("anchor-type", "anchor-7", sent.dn, change.name,
                        "the answer's value is " + std::string(anchorage::name(anchorage::typeOf(value))) + ", the anchor "
                            + std::string(anchorage::name(wanted))
                            + (converted ? "; it was converted" : "; it cannot be converted exactly and was kept")));
            if (converted)
                value = std::move(*converted);
        }
        const auto *before = find(out.anchors, change.name);
        if (before != nullptr && before->value == value)
            continue;
        // anchor-5: on an update or delete; a new object has a new anchor, also when it replaces an old one
        const bool isUpdate = sent.modification == ObjectModificationType::Delete || !isNew(object.pending.operation);
        if (before != nullptr && isUpdate) {
            if (normalizedValue(*before->value) == value)
                continue; // it came back as it was handed over
            out.findings.push_back(finding("anchor-changed", "anchor-5", sent.dn, change.name,
                                           "it was " + toText(*before->value) + " and came back as " + toText(value)
                                               + "; an anchor should not change during the life of an object"));
        }
        put(change.name, value);
        out.fresh.push_back({change.name, value});
    }
    if (!names.empty()) { // the definition's order
        AnchorList ordered;
        for (const auto &name : names) {
            if (const auto *anchor = find(out.anchors, name))
                ordered.push_back({name, anchor->value});
        }
        out.anchors = std::move(ordered);
    }
    return out;
}

std::string Anchors::dnText(const AnchorList &anchors) const
{
    std::string out;
    for (const auto &anchor : anchors) {
        if (!anchor.value)
            continue;
        const auto *binary = std::get_if<Binary>(&*anchor.value);
        out += (out.empty() ? "" : "+") + (binary != nullptr ? hex(binary->bytes) : toText(*anchor.value));
    }
    return out;
}

} // namespace anchorage::engine
