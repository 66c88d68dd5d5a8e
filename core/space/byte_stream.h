// Writing and reading packed bytes. Reads trust the bytes: only this layer makes them and they never
// leave the process. Not part of the layer's interface.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace anchorage::space {

class ByteWriter {
public:
    explicit ByteWriter(std::string &out) : m_out(out) { }

    void byte(std::uint8_t value) { m_out.push_back(static_cast<char>(value)); }
    void number(std::uint64_t value)
    {
        while (value >= 0x80U) {
            byte(static_cast<std::uint8_t>(value | 0x80U));
            value >>= 7U;
        }
        byte(static_cast<std::uint8_t>(value));
    }
    /// Small for small magnitudes of either sign.
    void signedNumber(std::int64_t value)
    {
        const auto bits = static_cast<std::uint64_t>(value);
        number((bits << 1U) ^ (value < 0 ? ~0ULL : 0ULL));
    }
    void text(std::string_view value)
    {
        number(value.size());
        m_out.append(value);
    }

private:
    std::string &m_out;
};

class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : m_at(bytes.data()), m_begin(bytes.data()) { }

    std::size_t position() const { return static_cast<std::size_t>(m_at - m_begin); }
    std::uint8_t byte() { return static_cast<std::uint8_t>(*m_at++); }
    std::uint64_t number()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0;; shift += 7U) {
            const std::uint64_t next = byte();
            value |= (next & 0x7FU) << shift;
            if ((next & 0x80U) == 0)
                return value;
        }
    }
    std::uint32_t smallNumber() { return static_cast<std::uint32_t>(number()); }
    std::int64_t signedNumber()
    {
        const std::uint64_t bits = number();
        return static_cast<std::int64_t>((bits >> 1U) ^ ((bits & 1U) != 0 ? ~0ULL : 0ULL));
    }
    std::string_view text()
    {
        const auto size = static_cast<std::size_t>(number());
        const std::string_view value(m_at, size);
        m_at += size;
        return value;
    }
    void skip(std::size_t size) { m_at += size; }

private:
    const char *m_at;
    const char *m_begin;
};

} // namespace anchorage::space
