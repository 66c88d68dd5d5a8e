#include "core/run/secret_gate.h"

#include <utility>

namespace anchorage::run {

SecretGate::SecretGate(SecretResolver resolver, Scrubber &scrubber) : m_resolver(std::move(resolver)), m_scrubber(scrubber) { }

void SecretGate::learn(const ConfigParameters &parameters)
{
    for (const auto &parameter : parameters) {
        if (const auto *secret = std::get_if<Secret>(&parameter.value))
            m_scrubber.learn(*secret);
    }
}

Result<Secret> SecretGate::lookUp(const std::string &reference)
{
    if (const auto known = m_known.find(reference); known != m_known.end())
        return known->second;
    // Never a plain secret in the place of a reference: the error of parse() does not repeat the text.
    if (auto parsed = SecretReference::parse(reference); !parsed)
        return fail(std::move(parsed.error()));
    if (!m_resolver)
        return fail(ErrorCode::NotFound, "the secret " + reference + " cannot be looked up here");
    auto secret = m_resolver(reference);
    if (!secret)
        return secret;
    m_scrubber.learn(*secret);
    m_known.emplace(reference, *secret);
    return secret;
}

Result<void> SecretGate::resolve(std::vector<CsEntryChange> &entries)
{
    for (auto &entry : entries) {
        for (auto &change : entry.changes) {
            if (!change.encrypted)
                continue;
            for (auto &value : change.values) {
                auto *reference = std::get_if<std::string>(&value.value);
                if (!reference) {
                    return fail(ErrorCode::Input,
                                "the encrypted attribute " + change.name
                                    + " holds no text: a secret reference such as env:NAME is expected",
                                {.entry = entry.dn});
                }
                auto secret = lookUp(*reference);
                if (!secret) {
                    auto error = std::move(secret.error());
                    error.message = "attribute " + change.name + ": " + error.message;
                    error.where.entry = entry.dn;
                    return fail(std::move(error));
                }
                *reference = secret->reveal();
            }
        }
    }
    return {};
}

Result<Secret> SecretGate::resolve(const engine::command::SetPassword &command)
{
    auto secret = lookUp(command.password);
    if (!secret)
        secret.error().where.entry = command.dn;
    return secret;
}

ExceptionInfo SecretGate::scrub(ExceptionInfo exception) const
{
    if (m_scrubber.empty())
        return exception;
    exception.type = scrub(exception.type);
    exception.message = scrub(exception.message);
    exception.stack = scrub(exception.stack);
    for (auto &inner : exception.inner)
        inner = scrub(std::move(inner));
    return exception;
}

PutExportEntriesResults SecretGate::scrub(PutExportEntriesResults results) const
{
    if (m_scrubber.empty() || !results.results)
        return results;
    for (auto &result : *results.results) {
        result.errorName = scrub(result.errorName);
        result.errorDetail = scrub(result.errorDetail);
    }
    return results;
}

Error SecretGate::scrub(Error error) const
{
    error.message = scrub(error.message);
    return error;
}

} // namespace anchorage::run
