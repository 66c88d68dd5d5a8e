#include "core/session/secrets.h"

#include "core/session/os_keychain.h"

#include <cstdlib>

namespace anchorage::session {

Secrets::Secrets(Prompt prompt, Environment environment) : m_prompt(std::move(prompt)), m_environment(std::move(environment))
{
    if (!m_environment)
        m_environment = [](const std::string &name) -> const char * { return std::getenv(name.c_str()); };
}

Result<Secret> Secrets::lookUp(const SecretReference &reference)
{
    switch (reference.source) {
    case SecretReference::Source::Environment:
        if (const auto *value = m_environment(reference.name))
            return Secret(value);
        return fail(ErrorCode::Usage,
                    "the environment variable " + reference.name + " is not set; it holds a secret of this run");
    case SecretReference::Source::Prompt:
        if (m_prompt)
            return m_prompt(reference.name.empty() ? "secret" : reference.name);
        return fail(ErrorCode::Usage,
                    "a secret is to be asked for (" + reference.text() + "), but nobody can be asked here; use env:NAME");
    case SecretReference::Source::Keychain:
        return readKeychain(reference.name);
    }
    return fail(ErrorCode::Usage, "this secret reference has no source");
}

Result<Secret> Secrets::resolve(const SecretReference &reference)
{
    const std::lock_guard lock(m_mutex);
    const auto text = reference.text();
    if (const auto known = m_known.find(text); known != m_known.end())
        return known->second;
    auto secret = lookUp(reference);
    if (!secret)
        return secret;
    m_scrubber.learn(*secret);
    m_known.emplace(text, *secret);
    return secret;
}

Result<Secret> Secrets::resolve(std::string_view reference)
{
    const auto parsed = SecretReference::parse(reference);
    if (!parsed)
        return fail(parsed.error());
    return resolve(*parsed);
}

Result<std::string> Secrets::expand(std::string_view text)
{
    constexpr std::string_view opening = "${env:";
    std::string out;
    for (std::size_t from = 0;;) {
        const auto at = text.find(opening, from);
        out.append(text.substr(from, at - from));
        if (at == std::string_view::npos)
            return out;
        const auto name = at + opening.size();
        const auto end = text.find('}', name);
        if (end == std::string_view::npos || end == name)
            return fail(ErrorCode::Input, "a \"${env:\" has no name with a \"}\" behind it: expected ${env:NAME}");
        auto secret = resolve(SecretReference{SecretReference::Source::Environment, std::string(text.substr(name, end - name))});
        if (!secret)
            return fail(secret.error());
        out += secret->reveal();
        from = end + 1;
    }
}

} // namespace anchorage::session
