// What writers write into: pieces on their way to the output. After the output's first error nothing is
// written any more, and done() gives it back.
#pragma once

#include "core/report/report_writer.h"

#include <string>
#include <string_view>
#include <utility>

namespace anchorage::report {

class Stream {
public:
    explicit Stream(Output output) : m_output(std::move(output)) { }

    Stream &operator<<(std::string_view text)
    {
        m_text += text;
        breathe();
        return *this;
    }
    Stream &operator<<(std::uint64_t number) { return *this << std::string_view(std::to_string(number)); }
    /// For writers that append themselves (JSON, markup); call breathe() between two rows.
    std::string &text() { return m_text; }
    void breathe()
    {
        if (m_text.size() >= pieceBytes)
            push();
    }
    Result<void> done()
    {
        push();
        return m_status;
    }

private:
    static constexpr std::size_t pieceBytes = std::size_t{64} << 10U;

    void push()
    {
        if (m_status && !m_text.empty())
            m_status = m_output(m_text);
        m_text.clear();
    }

    Output m_output;
    std::string m_text;
    Result<void> m_status;
};

} // namespace anchorage::report
