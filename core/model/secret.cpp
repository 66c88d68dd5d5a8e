#include "core/model/secret.h"

#include "core/model/base64.h"
#include "core/model/xml_escape.h"

#include <algorithm>

namespace anchorage {

namespace {

std::string utf16(std::string_view utf8, bool littleEndian)
{
    std::string out;
    const auto unit = [&](std::uint32_t value) {
        const auto high = static_cast<char>(value >> 8U);
        const auto low = static_cast<char>(value & 0xFFU);
        out += littleEndian ? low : high;
        out += littleEndian ? high : low;
    };
    for (std::size_t i = 0; i < utf8.size();) {
        const auto first = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = first >= 0xF0U ? 4 : first >= 0xE0U ? 3 : first >= 0xC0U ? 2 : 1;
        std::uint32_t point = length == 1 ? first : first & (0x7FU >> length);
        for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k)
            point = (point << 6U) | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
        i += length;
        if (point >= 0x10000U) {
            unit(0xD800U + ((point - 0x10000U) >> 10U));
            unit(0xDC00U + ((point - 0x10000U) & 0x3FFU));
        } else {
            unit(point);
        }
    }
    return out;
}

std::string hexByte(char c, bool upper)
{
    const std::string_view digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    return {digits[byte >> 4U], digits[byte & 0xFU]};
}

/// JSON: what must be escaped is; with `ascii` everything beyond ASCII as \uXXXX, too.
std::string jsonEscaped(std::string_view text, bool ascii, bool upper, bool slash)
{
    std::string out;
    const auto wide = utf16(text, false);
    std::size_t unit = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0U) == 0x80U) {
            if (!ascii)
                out += c;
            continue;
        }
        constexpr std::string_view named = "\b\f\n\r\t";
        constexpr std::string_view letters = "bfnrt";
        const std::size_t units = byte >= 0xF0U ? 2 : 1;
        if (named.find(c) != std::string_view::npos) {
            out += '\\';
            out += letters[named.find(c)];
        } else if (byte < 0x20U || (byte >= 0x80U && ascii)) {
            for (std::size_t u = unit; u < unit + units && 2 * u + 1 < wide.size(); ++u)
                out += "\\u" + hexByte(wide[2 * u], upper) + hexByte(wide[2 * u + 1], upper);
        } else {
            if (c == '"' || c == '\\' || (slash && c == '/'))
                out += '\\';
            out += c;
        }
        unit += units;
    }
    return out;
}

std::string percentEncoded(std::string_view text, bool upper)
{
    std::string out;
    for (const char c : text) {
        const bool unreserved =
            ('a' <= (c | 0x20) && (c | 0x20) <= 'z') || ('0' <= c && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        out += unreserved ? std::string(1, c) : "%" + hexByte(c, upper);
    }
    return out;
}

/// What base64 of any longer text around `bytes` must contain: one core for each of the three
/// alignments, without the digits that the neighbours share.
std::vector<std::string> base64Cores(std::string_view bytes)
{
    std::vector<std::string> cores;
    for (std::size_t shift = 0; shift < 3; ++shift) {
        const auto text = base64Encode(std::string(shift, '\0') + std::string(bytes));
        const std::size_t begin = shift == 0 ? 0 : shift + 1;
        const std::size_t end = (shift + bytes.size()) * 8 / 6;
        // Short cores would hit ordinary text.
        if (end > begin && end - begin >= 6)
            cores.push_back(text.substr(begin, end - begin));
    }
    cores.push_back(base64Encode(bytes));
    return cores;
}

std::string urlAlphabet(std::string text)
{
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    return text;
}

} // namespace

std::string SecretReference::text() const
{
    switch (source) {
    case Source::Environment:
        return "env:" + name;
    case Source::Keychain:
        return "keychain:" + name;
    case Source::Prompt:
        break;
    }
    return name.empty() ? "prompt" : "prompt:" + name;
}

Result<SecretReference> SecretReference::parse(std::string_view text)
{
    constexpr std::string_view environment = "env:";
    constexpr std::string_view keychain = "keychain:";
    constexpr std::string_view prompt = "prompt:";
    if (text == "prompt")
        return SecretReference{Source::Prompt, {}};
    if (text.starts_with(prompt))
        return SecretReference{Source::Prompt, std::string(text.substr(prompt.size()))};
    if (text.starts_with(environment) && text.size() > environment.size())
        return SecretReference{Source::Environment, std::string(text.substr(environment.size()))};
    if (text.starts_with(keychain) && text.size() > keychain.size())
        return SecretReference{Source::Keychain, std::string(text.substr(keychain.size()))};
    return fail(ErrorCode::Input,
                "this is no secret reference; write env:NAME, keychain:NAME or prompt, never the secret itself");
}

void Scrubber::learn(const Secret &secret)
{
    const auto &clear = secret.reveal();
    if (clear.size() < 3)
        return;
    std::vector<std::string> forms{clear, xmlEscaped(clear), percentEncoded(clear, true), percentEncoded(clear, false)};
    for (const bool upper : {false, true})
        for (const bool ascii : {false, true})
            for (const bool slash : {false, true})
                forms.push_back(jsonEscaped(clear, ascii, upper, slash));
    for (const bool littleEndian : {true, false}) {
        const auto wide = utf16(clear, littleEndian);
        forms.push_back(wide);
        for (auto &core : base64Cores(wide))
            forms.push_back(std::move(core));
    }
    for (auto &core : base64Cores(clear)) {
        forms.push_back(urlAlphabet(core));
        forms.push_back(std::move(core));
    }
    for (auto &form : forms)
        // A form of what is no UTF-8 can come out empty, and would be found everywhere, for ever.
        if (form.size() >= 3 && std::find(m_needles.begin(), m_needles.end(), form) == m_needles.end())
            m_needles.push_back(std::move(form));
    std::sort(m_needles.begin(), m_needles.end(),
              [](const auto &a, const auto &b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
}

std::string Scrubber::scrub(std::string_view text) const
{
    std::string out(text);
    for (const auto &needle : m_needles)
        for (auto at = out.find(needle); at != std::string::npos; at = out.find(needle, at + secretMarker.size()))
            out.replace(at, needle.size(), secretMarker);
    return out;
}

} // namespace anchorage
