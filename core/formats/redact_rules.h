// What is data and what is structure, shared by the redacting of all syntaxes. Internal to core/formats.
#pragma once

#include "core/formats/redact.h"

#include <string>
#include <string_view>

namespace anchorage::formats {

/// A text for people (messages, details, paths): word by word; codes and markers stay.
std::string redactedWords(std::string_view text, Pseudonyms &pseudonyms);
/// A value of an attribute; a secret reference stays one.
std::string redactedValue(std::string_view value, Pseudonyms &pseudonyms);
/// Base64 of octets, or of a text where it is one.
std::string redactedBase64(std::string_view base64, Pseudonyms &pseudonyms);
/// Components with length prefixes; other octets as they are.
std::string redactedAnchor(std::string_view base64, Pseudonyms &pseudonyms);
/// "2022-03-04 …", "true", a number: says nothing where it is no value.
bool isPlainFact(std::string_view text);

Result<void> redactXml(const LoadRequest &request, const std::string &outPath, Pseudonyms &pseudonyms);
Result<void> redactJson(const LoadRequest &request, const std::string &outPath, Pseudonyms &pseudonyms);
Result<void> redactJsonLines(const LoadRequest &request, const std::string &outPath, Pseudonyms &pseudonyms);
Result<void> redactLdif(const LoadRequest &request, const std::string &outPath, Pseudonyms &pseudonyms);
/// Of this program alone; isOwnPage() tells by the first bytes.
Result<void> redactHtml(const LoadRequest &request, const std::string &outPath, Pseudonyms &pseudonyms);
bool isOwnPage(std::string_view head);
Result<void> redactCsv(const LoadRequest &request, const std::string &outPath, Pseudonyms &pseudonyms);

} // namespace anchorage::formats
