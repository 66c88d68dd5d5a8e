#include "core/model/page_text.h"

#include <algorithm>

namespace anchorage {

namespace {

std::string_view shortName(ObjectModificationType modification)
{
    switch (modification) {
    case ObjectModificationType::Add:
        return "Add";
    case ObjectModificationType::Replace:
        return "Rep";
    case ObjectModificationType::Update:
        return "Upd";
    case ObjectModificationType::Delete:
        return "Del";
    default:
        return name(modification);
    }
}

std::string_view shortName(AttributeModificationType modification)
{
    switch (modification) {
    case AttributeModificationType::Add:
        return "add";
    case AttributeModificationType::Replace:
        return "rep";
    case AttributeModificationType::Update:
        return "upd";
    case AttributeModificationType::Delete:
        return "del";
    default:
        return "?";
    }
}

bool needsQuotes(std::string_view text)
{
    if (text.empty() || text.front() == '+' || text.front() == '-')
        return true;
    return std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '(' || c == ')' || c == '{' || c == '}' || c == '"'
            || c == '\\';
    });
}

std::string quoted(std::string_view text)
{
    if (!needsQuotes(text))
        return std::string(text);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out.append({'\\', c});
        else if (c == '\n')
            out += "\\n";
        else if (c == '\t')
            out += "\\t";
        else if (byte < 0x20 || byte == 0x7F)
            out.append({'\\', 'x', digits[byte >> 4U], digits[byte & 0xFU]});
        else
            out += c;
    }
    return out + '"';
}

/// DNs live on commas, equals signs and backslashes: only blanks and controls put them in quotes.
std::string dnText(std::string_view dn)
{
    const bool plain = !dn.empty() && std::none_of(dn.begin(), dn.end(), [](char c) {
        return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '"';
    });
    return plain ? std::string(dn) : needsQuotes(dn) ? quoted(dn) : std::string(dn);
}

std::string valueText(const AttributeValue &value, bool isDn)
{
    if (const auto *reference = std::get_if<Reference>(&value))
        return dnText(reference->dn);
    return isDn ? dnText(toText(value)) : quoted(toText(value));
}

std::string changeText(const AttributeChange &change)
{
    std::string out = change.name + ':' + std::string(shortName(change.modification));
    if (change.modification == AttributeModificationType::Delete && change.values.empty())
        return out;
    const bool isDn = change.name == dnAttribute;
    const bool update = change.modification == AttributeModificationType::Update;
    out += '(';
    bool first = true;
    // Value adds before deletes (engine.md, top), whatever order they are handed over in.
    for (const auto kind : {ValueModificationType::Add, ValueModificationType::Delete, ValueModificationType::Unconfigured})
        for (const auto &value : change.values) {
            if (value.modification != kind)
                continue;
            if (!first)
                out += ' ';
            first = false;
            if (update || kind != ValueModificationType::Add)
                out += kind == ValueModificationType::Add ? '+' : kind == ValueModificationType::Delete ? '-' : '?';
            out += valueText(value.value, isDn);
        }
    return out + ')';
}

std::string anchorsText(const std::vector<AnchorAttribute> &anchors)
{
    if (anchors.empty())
        return {};
    std::string out = " {";
    bool first = true;
    for (const auto &anchor : anchors) {
        if (!first)
            out += '+';
        first = false;
        out += anchor.name + '=';
        if (anchor.value)
            out +=
                std::holds_alternative<Reference>(*anchor.value) ? dnText(toText(*anchor.value)) : quoted(toText(*anchor.value));
    }
    return out + '}';
}

} // namespace

std::string entryText(PagePosition position, const CsEntryChange &entry)
{
    std::string out = 'p' + std::to_string(position.pass) + '.' + std::to_string(position.page) + ' ';
    out += shortName(entry.modification);
    out += ' ' + dnText(entry.dn) + anchorsText(entry.anchors);
    for (const auto &change : entry.changes)
        out += ' ' + changeText(change);
    return out;
}

std::string pageText(PagePosition position, const std::vector<CsEntryChange> &entries)
{
    std::string out;
    for (const auto &entry : entries)
        out += entryText(position, entry) + '\n';
    return out;
}

} // namespace anchorage
