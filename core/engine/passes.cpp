#include "core/engine/passes.h"

namespace anchorage::engine {

void Passes::begin(std::vector<Queue> queues)
{
    m_queues = std::move(queues);
}

std::optional<Work> Passes::peek()
{
    if (!m_back.empty())
        return m_back.front();
    if (m_pass > 1)
        return m_position < m_works.size() ? std::optional<Work>(m_works[m_position]) : std::nullopt;
    while (m_queue < m_queues.size() && m_position == m_queues[m_queue].objects.size()) {
        m_queues[m_queue].objects = {};
        ++m_queue;
        m_position = 0;
    }
    if (m_queue == m_queues.size())
        return std::nullopt;
    const auto &queue = m_queues[m_queue];
    Work work;
    work.object = queue.objects[m_position];
    work.kind = queue.kind;
    work.queue = static_cast<std::uint8_t>(m_queue);
    if (queue.kind == Work::Kind::Recorded)
        work.recorded = static_cast<std::uint32_t>(m_position);
    return work;
}

void Passes::pop()
{
    if (!m_back.empty())
        m_back.pop_front();
    else
        ++m_position;
}

void Passes::putBack(const std::vector<Work> &works)
{
    m_back.insert(m_back.begin(), works.begin(), works.end());
}

// pass-1: held references, then special actions, then passwords
void Passes::startNext()
{
    m_works = std::move(m_held);
    m_works.insert(m_works.end(), m_actions.begin(), m_actions.end());
    m_works.insert(m_works.end(), m_passwords.begin(), m_passwords.end());
    m_held.clear();
    m_actions.clear();
    m_passwords.clear();
    m_position = 0;
    ++m_pass;
}

} // namespace anchorage::engine
