// A file that only grows, for what must survive a crash of this process: journals.
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace anchorage {

class AppendFile {
public:
    /// Makes the file anew: what stood there is gone. Error Io with the system's reason.
    static Result<AppendFile> create(const std::string &path);
    AppendFile(AppendFile &&other) noexcept;
    AppendFile &operator=(AppendFile &&other) noexcept;
    ~AppendFile(); ///< closes, without sync()

    /// The bytes are with the operating system when this returns: they survive the end of this
    /// process, not a power cut. Error Io: disk full and the like; part of them may be written.
    Result<void> append(std::string_view bytes);
    /// What was appended is on the disk when this returns: milliseconds, not microseconds.
    Result<void> sync();
    const std::string &path() const { return m_path; }

private:
    AppendFile(std::string path, int descriptor);

    std::string m_path;
    int m_descriptor = -1;
};

} // namespace anchorage
