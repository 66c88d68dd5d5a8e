#include "core/space/name_table.h"

namespace anchorage::space {

NameTable::NameTable(const NameTable &other)
{
    for (const auto &text : other.m_texts)
        add(text);
}

std::optional<std::uint32_t> NameTable::find(std::string_view text) const
{
    const auto found = m_numbers.find(text);
    return found == m_numbers.end() ? std::nullopt : std::optional(found->second);
}

std::uint32_t NameTable::add(std::string_view text)
{
    if (!m_texts.empty() && m_texts[m_followers[m_last]] == text)
        return m_last = m_followers[m_last];
    const auto known = find(text);
    const auto number = known.value_or(static_cast<std::uint32_t>(m_texts.size()));
    if (!known) {
        m_numbers.emplace(m_texts.emplace_back(text), number);
        m_followers.push_back(0);
    }
    m_followers[m_last] = number;
    return m_last = number;
}

std::size_t NameTable::heapBytes() const
{
    constexpr std::size_t node = sizeof(std::string_view) + 3 * sizeof(void *) + sizeof(std::string);
    std::size_t bytes =
        m_numbers.bucket_count() * sizeof(void *) + m_texts.size() * node + m_followers.capacity() * sizeof(m_followers[0]);
    for (const auto &text : m_texts)
        bytes += text.capacity() > sizeof(std::string) / 2 ? text.capacity() : 0;
    return bytes;
}

} // namespace anchorage::space
