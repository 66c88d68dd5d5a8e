#include "app/desktop/controller/prompt_desk.h"

#include "app/desktop/text.h"

#include <utility>

namespace anchorage::desktop {

PromptDesk::PromptDesk(QObject *parent) : QObject(parent) { }

PromptDesk::~PromptDesk()
{
    close();
}

Result<Secret> PromptDesk::ask(const std::string &what)
{
    std::unique_lock lock(m_mutex);
    const auto question = ++m_last;
    lock.unlock();
    Q_EMIT asked(question, fromUtf8(what)); // queued: the window lives in another thread
    lock.lock();
    m_answered.wait(lock, [this, question] { return m_closed || m_answers.contains(question); });
    const auto found = m_answers.find(question);
    if (found == m_answers.end())
        return fail(ErrorCode::Cancelled, "nobody is there to be asked for " + what);
    auto answer = std::move(found->second);
    m_answers.erase(found);
    if (!answer)
        return fail(ErrorCode::Cancelled, "nobody gave " + what);
    return std::move(*answer);
}

void PromptDesk::answer(quint64 question, std::optional<Secret> secret)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_answers.insert_or_assign(question, std::move(secret));
    }
    m_answered.notify_all();
}

void PromptDesk::close()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_closed = true;
    }
    m_answered.notify_all();
}

} // namespace anchorage::desktop
