#include "core/wire/line_decoder.h"

#include <algorithm>

namespace anchorage::wire {

void LineDecoder::feed(std::string_view bytes)
{
    if (m_final)
        return;
    // What was handed out goes only now, so that views live until this call.
    if (m_begin > 0) {
        m_buffer.erase(0, m_begin);
        m_scanned -= m_begin;
        m_begin = 0;
    }
    m_buffer += bytes;
}

Result<std::optional<std::string_view>> LineDecoder::next()
{
    if (m_final)
        return fail(*m_final);
    const auto end = m_buffer.find('\n', m_scanned);
    const auto length = (end == std::string::npos ? m_buffer.size() : end) - m_begin;
    if (length > m_limit) {
        m_final = Error{ErrorCode::Peer,
                        "a message at offset " + std::to_string(m_offset) + " of the stream is over the limit of "
                            + std::to_string(m_limit) + " bytes; it begins with \""
                            + excerpt(std::string_view(m_buffer).substr(m_begin)) + "\"",
                        {}};
        m_buffer.clear();
        m_buffer.shrink_to_fit();
        return fail(*m_final);
    }
    if (end == std::string::npos) {
        m_scanned = m_buffer.size(); // no byte is looked at twice
        return std::optional<std::string_view>();
    }
    auto line = std::string_view(m_buffer).substr(m_begin, length);
    m_offset += length + 1;
    m_begin = end + 1;
    m_scanned = m_begin;
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return std::optional(line);
}

Result<void> LineDecoder::finish()
{
    if (m_final)
        return fail(*m_final);
    if (m_begin == m_buffer.size())
        return {};
    return fail(ErrorCode::Peer,
                "the stream ended in the middle of a message, " + std::to_string(m_buffer.size() - m_begin)
                    + " bytes after offset " + std::to_string(m_offset) + "; it begins with \""
                    + excerpt(std::string_view(m_buffer).substr(m_begin)) + "\"");
}

std::string excerpt(std::string_view bytes, std::size_t most)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (const char c : bytes.substr(0, most)) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7F)
            out += c;
        else
            out.append({'\\', 'x', digits[byte >> 4U], digits[byte & 0xFU]});
    }
    return bytes.size() > most ? out + "…" : out;
}

} // namespace anchorage::wire
