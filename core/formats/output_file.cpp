#include "core/formats/output_file.h"

#include "core/base/file.h"
#include "core/formats/utf16.h"

namespace anchorage::formats {

namespace {

std::filesystem::path temporaryOf(const std::string &path)
{
    auto temporary = utf8Path(path);
    temporary += ".new";
    return temporary;
}

} // namespace

OutputFile::OutputFile(const std::string &path, TextEncoding encoding) : m_path(path), m_encoding(encoding)
{
    errno = 0;
    m_file.open(temporaryOf(path), std::ios::binary | std::ios::trunc);
    if (!m_file) {
        m_failed = true;
        m_reason = errno;
    } else if (encoding == TextEncoding::Utf16) {
        m_file.write("\xFF\xFE", 2);
    }
}

OutputFile::~OutputFile()
{
    if (!m_open || !m_file.is_open())
        return;
    m_file.close();
    std::error_code ignored;
    std::filesystem::remove(temporaryOf(m_path), ignored);
}

void OutputFile::write()
{
    if (m_failed)
        return m_text.clear();
    errno = 0;
    if (m_encoding == TextEncoding::Utf16) {
        const auto units = utf8ToUtf16Le(m_text);
        m_file.write(units.data(), static_cast<std::streamsize>(units.size()));
    } else {
        m_file.write(m_text.data(), static_cast<std::streamsize>(m_text.size()));
    }
    m_text.clear();
    if (!m_file) {
        m_failed = true;
        m_reason = errno;
    }
}

Result<void> OutputFile::finish()
{
    write();
    if (!m_failed) {
        errno = 0;
        m_file.close();
        m_failed = m_file.fail();
        m_reason = errno;
    }
    if (m_failed)
        return fail(ErrorCode::Io, std::string("cannot be written: ") + std::strerror(m_reason != 0 ? m_reason : EIO),
                    {.file = m_path});
    std::error_code error;
    std::filesystem::rename(temporaryOf(m_path), utf8Path(m_path), error);
    if (error)
        return fail(ErrorCode::Io, "cannot be replaced: " + error.message(), {.file = m_path});
    m_open = false;
    return {};
}

} // namespace anchorage::formats
