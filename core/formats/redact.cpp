#include "core/formats/redact.h"

#include "core/formats/anchor_text.h"
#include "core/formats/byte_source.h"
#include "core/formats/redact_rules.h"
#include "core/formats/utf16.h"
#include "core/formats/xml_reader.h"
#include "core/model/base64.h"
#include "core/model/distinguished_name.h"
#include "core/model/export_error.h"
#include "core/model/secret.h"

#include <algorithm>

namespace anchorage::formats {

namespace {

bool isDigit(char c)
{
    return '0' <= c && c <= '9';
}

/// 0x80230220 and its like: what a message is looked up by.
bool isCode(std::string_view word)
{
    if (exportErrorFromText(word) || word == secretMarker)
        return true;
    return word.size() == 10 && word.starts_with("0x") && std::all_of(word.begin() + 2, word.end(), [](char c) {
               return isDigit(c) || ('A' <= (c & ~0x20) && (c & ~0x20) <= 'F');
           });
}

std::string headText(const ByteSource &source)
{
    std::string narrow;
    for (const char c : source.head())
        if (c != '\0' && static_cast<unsigned char>(c) < 0x80U)
            narrow += c;
    narrow.erase(0, std::min(narrow.find_first_not_of(" \t\r\n"), narrow.size()));
    return narrow;
}

} // namespace

bool isPlainFact(std::string_view text)
{
    if (equalsIgnoreCase(text, "true") || equalsIgnoreCase(text, "false"))
        return true;
    if (!text.empty() && text.size() <= 10 && std::all_of(text.begin(), text.end(), isDigit))
        return true;
    return text.size() >= 10 && text.size() <= 40 && text[4] == '-' && text[7] == '-' && isDigit(text[0]) && isDigit(text[8])
        && std::all_of(text.begin(), text.end(),
                       [](char c) { return isDigit(c) || std::string_view("-:. TZ+").find(c) != std::string_view::npos; });
}

std::string redactedWords(std::string_view text, Pseudonyms &pseudonyms)
{
    constexpr std::string_view between = " \t\r\n,;:()\"'<>[]{}/\\|";
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        if (text.substr(at).starts_with(secretMarker)) {
            out += secretMarker;
            at += secretMarker.size();
            continue;
        }
        const auto end = std::min(text.find_first_of(between, at), text.size());
        if (end == at) {
            out += text[at++];
            continue;
        }
        auto word = text.substr(at, end - at);
        at = end;
        std::string_view dots;
        while (word.ends_with('.')) {
            dots = text.substr(at - dots.size() - 1, dots.size() + 1);
            word.remove_suffix(1);
        }
        out += isCode(word) ? std::string(word) : pseudonyms.text(word);
        out += dots;
    }
    return out;
}

std::string redactedValue(std::string_view value, Pseudonyms &pseudonyms)
{
    if (value == secretMarker)
        return std::string(value);
    if (const auto colon = value.find(':'); colon != std::string_view::npos || value == "prompt")
        if (value.size() < 200 && SecretReference::parse(value)) {
            const auto reference = *SecretReference::parse(value);
            return reference.name.empty()
                ? std::string(value)
                : std::string(value.substr(0, value.size() - reference.name.size())) + pseudonyms.text(reference.name);
        }
    return pseudonyms.text(value);
}

std::string redactedBase64(std::string_view base64, Pseudonyms &pseudonyms)
{
    const auto octets = base64Decode(base64);
    if (!octets)
        return pseudonyms.text(base64);
    const bool isText = !octets->empty() && isUtf8(*octets)
        && std::none_of(octets->begin(), octets->end(), [](char c) { return static_cast<unsigned char>(c) < 9; });
    return base64Encode(isText ? pseudonyms.text(*octets) : pseudonyms.bytes(*octets));
}

std::string redactedAnchor(std::string_view base64, Pseudonyms &pseudonyms)
{
    const auto octets = base64Decode(base64);
    if (!octets)
        return pseudonyms.text(base64);
    const auto components = prefixedComponents(*octets);
    if (!components || components->empty())
        return base64Encode(pseudonyms.bytes(*octets));
    std::string out;
    for (const auto &component : *components) {
        const auto text = component.empty() ? std::nullopt : utf16LeToUtf8(component);
        // Text of Latin letters: every second octet is small.
        bool latin = text.has_value();
        for (std::size_t i = 1; latin && i < component.size(); i += 2)
            latin = static_cast<unsigned char>(component[i]) <= 2 && (component[i] != '\0' || component[i - 1] != '\0');
        appendPrefixed(out, latin ? utf8ToUtf16Le(pseudonyms.text(*text)) : pseudonyms.bytes(component));
    }
    return base64Encode(out);
}

Result<RedactReport> redact(const LoadRequest &request, const std::string &outPath, Pseudonyms &pseudonyms)
{
    auto source = ByteSource::open(request);
    if (!source)
        return fail(source.error());
    const auto head = headText(*source);
    auto syntax = head.starts_with("<!DOCTYPE html") || head.starts_with("<html") || head.starts_with("<!doctype html")
        ? std::string("HTML")
        : head.starts_with('<')                          ? std::string("XML")
        : head.starts_with("{\"journal\"")               ? std::string("JSON lines")
        : head.starts_with('{') || head.starts_with('[') ? std::string("JSON")
                                                         : std::string();
    if (syntax.empty()) {
        const auto format = recognise(request.path, request.format);
        syntax = !format ? "" : format->name == "ldif" ? "LDIF" : format->name == "csv" ? "CSV" : "";
    }
    Result<void> done;
    if (syntax == "XML")
        done = redactXml(request, outPath, pseudonyms);
    else if (syntax == "JSON")
        done = redactJson(request, outPath, pseudonyms);
    else if (syntax == "JSON lines")
        done = redactJsonLines(request, outPath, pseudonyms);
    else if (syntax == "LDIF")
        done = redactLdif(request, outPath, pseudonyms);
    else if (syntax == "CSV")
        done = redactCsv(request, outPath, pseudonyms);
    else if (syntax == "HTML" && isOwnPage(head))
        done = redactHtml(request, outPath, pseudonyms);
    else
        return fail(
            ErrorCode::Unsupported,
            syntax == "HTML"
                ? "of HTML only the pages that Anchorage wrote can be redacted: elsewhere nothing tells data from structure"
                : "plain text, and files of no known format, cannot be redacted: nothing tells where a value ends. "
                  "Redact the journal, or the report as JSON, CSV, XML or HTML",
            {.file = request.path});
    if (!done)
        return fail(done.error());
    return RedactReport{syntax, pseudonyms.size()};
}

} // namespace anchorage::formats
