#include "connectors/memory/directory.h"
#include "connectors/memory/export_run.h"
#include "connectors/memory/import_run.h"
#include "connectors/memory/memory_connector.h"
#include "connectors/memory/password_run.h"

namespace anchorage::memory {

void MemoryConnector::openPasswordConnection(const ConfigParameters &parameters, const Partition & /*partition*/)
{
    std::unique_lock lock(m_mutex);
    auto run = std::make_unique<PasswordRun>(settingsOf(parameters));
    if (!run->settings.capabilities.supportPassword)
        throw sdk::EntryPointNotImplementedException("a password connection is forbidden by supportPassword=false");
    if (m_password)
        throw sdk::UnexpectedDataException("OpenPasswordConnection was called while a connection is open");
    auto script = AnswerScript::parse(run->settings.answers);
    if (!script)
        throw sdk::ExtensibleExtensionException("answers: " + script.error().text());
    run->script = std::move(*script);
    if (!m_export) // within an export run the directory is the run's
        loadDirectory(run->settings, {});
    run->log.open(run->settings.log);
    run->log.password("openPassword", {});
    if (const auto *rule = run->script.find(CallRule::At::OpenPassword, 1))
        run->performer.perform(rule->mishap, m_host, lock);
    m_password = std::move(run);
}

void MemoryConnector::givePassword(const char *call, const sdk::PasswordTarget &target, const Secret &newPassword)
{
    std::unique_lock lock(m_mutex);
    if (!m_password)
        throw sdk::UnexpectedDataException(std::string(call) + " was called without an open password connection");
    m_password->log.password(call, target.dn);
    if (const auto *rule = m_password->script.find(CallRule::At::SetPassword, ++m_password->calls))
        m_password->performer.perform(rule->mishap, m_host, lock);
    const CsEntryChange meant{.identifier = {},
                              .dn = target.dn,
                              .objectType = target.objectType,
                              .modification = ObjectModificationType::Update,
                              .anchors = target.anchors,
                              .changes = {}};
    const auto id = Target(m_password->settings, {}, *m_directory).locate(meant);
    if (id == 0)
        throw sdk::ObjectNotFoundException("there is no " + target.dn);
    // The text never holds the password.
    if (newPassword.reveal().size() < static_cast<std::size_t>(m_password->settings.minimumPasswordLength))
        throw sdk::PasswordPolicyViolationException("a password has at least "
                                                    + std::to_string(m_password->settings.minimumPasswordLength) + " bytes");
    m_directory->countPassword(id);
}

void MemoryConnector::setPassword(const sdk::PasswordTarget &target, const Secret &newPassword,
                                  const PasswordOptions & /*options*/)
{
    givePassword("setPassword", target, newPassword);
}

/// Passwords are not kept, so the old one cannot be compared.
void MemoryConnector::changePassword(const sdk::PasswordTarget &target, const Secret & /*oldPassword*/, const Secret &newPassword)
{
    givePassword("changePassword", target, newPassword);
}

void MemoryConnector::closePasswordConnection()
{
    std::unique_lock lock(m_mutex);
    const auto run = std::move(m_password);
    if (!run)
        throw sdk::UnexpectedDataException("ClosePasswordConnection was called without an open connection");
    run->log.password("closePassword", {});
    saveDirectory(run->settings);
    if (const auto *rule = run->script.find(CallRule::At::ClosePassword, 1))
        run->performer.perform(rule->mishap, m_host, lock);
}

} // namespace anchorage::memory
