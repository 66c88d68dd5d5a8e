// Writing a large file in pieces: memory does not grow with it, and the old file stays until the new one
// is complete. Internal to core/formats.
#pragma once

#include "core/base/result.h"
#include "core/formats/format.h"

#include <fstream>
#include <string>

namespace anchorage::formats {

class OutputFile {
public:
    /// `encoding` Utf16: little-endian with a byte order mark.
    OutputFile(const std::string &path, TextEncoding encoding);
    OutputFile(const OutputFile &) = delete;
    OutputFile &operator=(const OutputFile &) = delete;
    ~OutputFile(); ///< without finish(): nothing is left of it

    /// Append here, in UTF-8.
    std::string &text() { return m_text; }
    /// Between two entries: what has piled up goes out. Never within a character.
    void settle()
    {
        if (m_text.size() >= (1U << 20U))
            write();
    }
    /// Puts the file in the place of the old one. Error Io with the system's reason.
    Result<void> finish();

private:
    void write();

    std::string m_path;
    TextEncoding m_encoding;
    std::string m_text;
    std::ofstream m_file;
    int m_reason = 0; // errno of the first failure
    bool m_failed = false;
    bool m_open = true;
};

} // namespace anchorage::formats
