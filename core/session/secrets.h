// From secret references to secrets: environment, a prompt that the front end brings, and the keychain
// where the bench is built with one. Every secret that was had is known to the scrubber from then on.
#pragma once

#include "core/base/result.h"
#include "core/model/secret.h"

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace anchorage::session {

/// Asks a person for `what`; Error Cancelled when there is nobody or nobody answers.
using Prompt = std::function<Result<Secret>(const std::string &what)>;
/// Reads one variable; the process's own environment unless a test says otherwise.
using Environment = std::function<const char *(const std::string &name)>;

/// Whether `keychain:` references can be resolved by this build.
bool hasKeychain();

class Secrets {
public:
    explicit Secrets(Prompt prompt = {}, Environment environment = {});
    Secrets(const Secrets &) = delete;
    Secrets &operator=(const Secrets &) = delete;

    /// Asked once per reference; later calls give the same. Errors: Usage (the variable is not set, no
    /// prompt here, no such keychain entry, a build without keychain); none holds a secret. Thread-safe.
    Result<Secret> resolve(const SecretReference &reference);
    Result<Secret> resolve(std::string_view reference); ///< its text form
    /// `text` with every `${env:NAME}` replaced. Error Usage as above, Input for an unended `${`.
    Result<std::string> expand(std::string_view text);

    /// Knows every secret so far. For the thread of the run while one runs.
    Scrubber &scrubber() { return m_scrubber; }

private:
    Result<Secret> lookUp(const SecretReference &reference);

    Prompt m_prompt;
    Environment m_environment;
    std::mutex m_mutex;
    std::map<std::string, Secret, std::less<>> m_known;
    Scrubber m_scrubber;
};

} // namespace anchorage::session
