// What is known of each field of the filter language. Internal to core/model.
#pragma once

#include "core/model/filter.h"

#include <optional>
#include <string>
#include <string_view>

namespace anchorage::filter {

enum class FieldKind : unsigned char { Word, Text, Attribute, Number };

struct FieldEntry {
    FilterField field;
    std::string_view name;
    FieldKind kind;
    bool contains; ///< what ":" means for Word and Text
};

const FieldEntry &entryOf(FilterField field);
const FieldEntry *findField(std::string_view name); ///< ASCII case ignored
std::string fieldNames(); ///< "action, status, …"

/// Action and Status take one of their words only: the canonical one for the word or its alias, nothing for
/// another. Every other field takes any text.
std::optional<std::string> canonicalWord(FilterField field, std::string_view word);
std::string wordsOf(FilterField field);

/// "500", "1.5s", "20ms" (Duration only); nothing when it is no number.
std::optional<double> numberOf(FilterField field, std::string_view text);

} // namespace anchorage::filter
