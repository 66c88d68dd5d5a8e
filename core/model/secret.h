// Secrets: values that cannot be printed, references to them, and a scrubber for foreign texts.
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace anchorage {

/// A secret in clear. No operator<<, no text(): only reveal() gives it away, and greps well.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string value) : m_value(std::move(value)) { }
    const std::string &reveal() const { return m_value; }
    bool operator==(const Secret &) const = default;

private:
    std::string m_value;
};

/// Where a secret comes from: `env:NAME`, `prompt`, `keychain:NAME`. This is what files hold.
struct SecretReference {
    enum class Source : unsigned char { Environment, Prompt, Keychain };
    Source source = Source::Prompt;
    std::string name; ///< variable or keychain entry; for Prompt what the person is asked for, may be empty
    bool operator==(const SecretReference &) const = default;

    std::string text() const;
    /// The error says what forms there are; it never repeats the text, which may be a plain secret.
    static Result<SecretReference> parse(std::string_view text);
};

/// What stands in a text in place of a secret.
inline constexpr std::string_view secretMarker = "[secret]";

/// Replaces known secrets in texts that come from the connector (exceptions, log, stdout): as they
/// are, and their base64, UTF-16 (both orders), JSON-escaped, percent-encoded and XML-escaped forms.
/// Secrets shorter than 3 bytes are not scrubbed (they would eat ordinary text): documented.
class Scrubber {
public:
    void learn(const Secret &secret);
    std::string scrub(std::string_view text) const;
    bool empty() const { return m_needles.empty(); }

private:
    std::vector<std::string> m_needles; // longest first, so that no shorter form leaves a rest
};

} // namespace anchorage
