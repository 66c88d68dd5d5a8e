#include "core/model/filter_fields.h"

#include "core/model/distinguished_name.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace anchorage {

namespace filter {

namespace {

constexpr std::array<FieldEntry, 18> fields{{
    {FilterField::Action, "action", FieldKind::Word, false},
    {FilterField::Status, "status", FieldKind::Word, false},
    {FilterField::Type, "type", FieldKind::Text, false},
    {FilterField::Dn, "dn", FieldKind::Text, true},
    {FilterField::Attribute, "attr", FieldKind::Attribute, false},
    {FilterField::Changed, "changed", FieldKind::Attribute, false},
    {FilterField::Value, "value", FieldKind::Text, true},
    {FilterField::Anchor, "anchor", FieldKind::Text, true},
    {FilterField::Code, "code", FieldKind::Text, false},
    {FilterField::Name, "name", FieldKind::Text, true},
    {FilterField::Detail, "detail", FieldKind::Text, true},
    {FilterField::Reason, "reason", FieldKind::Text, false},
    {FilterField::Finding, "finding", FieldKind::Text, false},
    {FilterField::Pass, "pass", FieldKind::Number, false},
    {FilterField::Page, "page", FieldKind::Number, false},
    {FilterField::Entry, "entry", FieldKind::Number, false},
    {FilterField::HandOvers, "handovers", FieldKind::Number, false},
    {FilterField::Duration, "duration", FieldKind::Number, false},
}};

struct Word {
    FilterField field;
    std::string_view typed;
    std::string_view canonical;
};
constexpr std::array<Word, 21> words{{
    {FilterField::Action, "add", "add"},           {FilterField::Action, "update", "update"},
    {FilterField::Action, "modify", "update"},     {FilterField::Action, "replace", "replace"},
    {FilterField::Action, "delete", "delete"},     {FilterField::Action, "delete-add", "delete-add"},
    {FilterField::Action, "rename", "rename"},     {FilterField::Action, "none", "none"},
    {FilterField::Status, "pending", "pending"},   {FilterField::Status, "not-sent", "pending"},
    {FilterField::Status, "accepted", "accepted"}, {FilterField::Status, "ok", "accepted"},
    {FilterField::Status, "success", "accepted"},  {FilterField::Status, "next-pass", "next-pass"},
    {FilterField::Status, "again", "next-pass"},   {FilterField::Status, "retry", "next-pass"},
    {FilterField::Status, "error", "error"},       {FilterField::Status, "failed", "error"},
    {FilterField::Status, "stopped", "stopped"},   {FilterField::Status, "unknown", "unknown"},
    {FilterField::Status, "dropped", "dropped"},
}};

} // namespace

const FieldEntry &entryOf(FilterField field)
{
    return fields.at(static_cast<std::size_t>(field));
}

const FieldEntry *findField(std::string_view name)
{
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [name](const FieldEntry &entry) { return equalsIgnoreCase(entry.name, name); });
    return found == fields.end() ? nullptr : &*found;
}

std::string fieldNames()
{
    std::string out;
    for (const auto &entry : fields)
        out += (out.empty() ? "" : ", ") + std::string(entry.name);
    return out;
}

std::optional<std::string> canonicalWord(FilterField field, std::string_view word)
{
    if (entryOf(field).kind != FieldKind::Word)
        return std::string(word);
    const auto found = std::find_if(words.begin(), words.end(), [&](const Word &candidate) {
        return candidate.field == field && equalsIgnoreCase(candidate.typed, word);
    });
    return found == words.end() ? std::nullopt : std::optional<std::string>(found->canonical);
}

std::string wordsOf(FilterField field)
{
    std::string out;
    for (const auto &word : words) {
        if (word.field == field && word.typed == word.canonical)
            out += (out.empty() ? "" : ", ") + std::string(word.typed);
    }
    return out;
}

std::optional<double> numberOf(FilterField field, std::string_view text)
{
    double factor = 1;
    if (field == FilterField::Duration) {
        if (text.ends_with("ms"))
            text.remove_suffix(2);
        else if (text.ends_with('s')) {
            text.remove_suffix(1);
            factor = 1000;
        }
    }
    double number = 0;
    const auto *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number, std::chars_format::fixed);
    if (error != std::errc() || stop != end || number < 0)
        return std::nullopt;
    return number * factor;
}

} // namespace filter

std::string_view name(FilterField field)
{
    return filter::entryOf(field).name;
}

} // namespace anchorage
