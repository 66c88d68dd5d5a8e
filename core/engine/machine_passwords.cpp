// Password calls: after the pages of a pass, in the connection that stays open (pwd-1).
#include "core/engine/machine_private.h"

#include "core/engine/passwords.h"

namespace anchorage::engine {

/// Commands the next password call of this pass; false: none is next.
bool Machine::Private::nextPassword()
{
    if (!passwordByCall(m_context))
        return false;
    while (const auto work = m_passes.peek()) {
        if (work->kind != Work::Kind::Password)
            return false;
        auto item = m_builder.build(*work, m_passes.pass());
        if (!item.entry) {
            m_passes.pop();
            process(item);
            continue;
        }
        if (!m_passwordOpen) {
            state = State::PasswordOpening;
            emit(command::OpenPassword{m_context.partition});
            return true;
        }
        m_passes.pop();
        m_password = *work;
        state = State::PasswordSetting;
        tracks.noteHandedOver(work->object);
        const auto &change = item.entry->changes.front();
        std::string password;
        if (!change.values.empty())
            password = toText(change.values.front().value);
        emit(command::SetPassword{work->object, item.entry->identifier, item.entry->dn, item.entry->objectType,
                                  item.entry->anchors, std::move(password)});
        m_firstInFlight = handOvers.size();
        HandOver handOver;
        handOver.object = work->object;
        handOver.position = {m_passes.pass(), m_page};
        handOver.reason = PassReason::Password;
        handOver.entry = std::move(*item.entry);
        handOvers.push_back(std::move(handOver));
        return true;
    }
    return false;
}

void Machine::Private::passwordOpened()
{
    m_passwordOpen = true;
    state = State::Open;
    advance();
}

void Machine::Private::passwordSet()
{
    const auto index = m_password->object;
    m_password.reset();
    --tracks[index].outstanding;
    m_accounting.passwordSet(index);
    tracks[index].accepted = true;
    tracks.settle(index);
    handOvers.back().said = said::Nothing{};
    handOvers.back().fate = fate::Accepted{};
    state = State::Open;
    advance();
}

/// All errors of the password interface are exceptions: one of SetPassword is its object's error, one of
/// OpenPassword that of every password of this pass; the run goes on.
void Machine::Private::passwordThrew(const ExceptionInfo &exception)
{
    const auto code = passwordError(exception);
    const std::string name(exception.shortType());
    const auto failed = [&](space::ObjectIndex index) {
        --tracks[index].outstanding;
        m_accounting.failed(index, code, name, describe(exception));
    };
    if (state == State::PasswordSetting) {
        failed(m_password->object);
        m_password.reset();
        handOvers.back().said = said::NoAnswer{describe(exception)};
        handOvers.back().fate = fate::ObjectError{code, name, describe(exception), false};
    } else if (state == State::PasswordOpening) {
        while (const auto work = m_passes.peek()) {
            m_passes.pop();
            failed(work->object);
        }
    } else { // ClosePassword: everything is done, and Close still comes
        return beginEnd();
    }
    state = State::Open;
    advance();
}

void Machine::Private::passwordClosed()
{
    beginEnd();
}

/// The process is gone in the middle of SetPassword: sent, fate unknown (throw-2).
void Machine::Private::passwordLost(const std::string &why)
{
    if (!m_password)
        return;
    tracks[m_password->object].accepted = false;
    tracks[m_password->object].outside = true;
    m_password.reset();
    handOvers.back().said = said::NoAnswer{why};
    handOvers.back().fate = fate::Unknown{why};
}

} // namespace anchorage::engine
