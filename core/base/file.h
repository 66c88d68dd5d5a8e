// Whole files in and out. Std only.
#pragma once

#include "core/base/result.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace anchorage {

/// UTF-8 path on every system.
inline std::filesystem::path utf8Path(std::string_view path)
{
    return std::filesystem::path(std::u8string(path.begin(), path.end()));
}

/// Errors: NotFound, or Io with the system's reason (a folder is one, too).
inline Result<std::string> readFile(const std::string &path)
{
    const auto file = utf8Path(path);
    std::error_code error;
    if (!std::filesystem::exists(file, error))
        return fail(ErrorCode::NotFound, "there is no such file", {.file = path});
    if (std::filesystem::is_directory(file, error))
        return fail(ErrorCode::Io, "this is a folder, expected a file", {.file = path});
    errno = 0;
    std::ifstream in(file, std::ios::binary);
    std::string text;
    if (const auto size = std::filesystem::file_size(file, error); !error)
        text.reserve(size);
    if (in)
        text.assign(std::istreambuf_iterator<char>(in), {});
    if (!in)
        return fail(ErrorCode::Io, std::string("cannot be read: ") + std::strerror(errno != 0 ? errno : EIO), {.file = path});
    return text;
}

/// Replaces the file in one step: whoever reads it, and a crash, sees the old or the new one.
inline Result<void> replaceFile(const std::string &path, std::string_view text)
{
    const auto file = utf8Path(path);
    auto temporary = file;
    temporary += ".new";
    {
        errno = 0;
        std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
        out.write(text.data(), static_cast<std::streamsize>(text.size()));
        out.flush();
        if (!out)
            return fail(ErrorCode::Io, std::string("cannot be written: ") + std::strerror(errno != 0 ? errno : EIO),
                        {.file = path});
    }
    std::error_code error;
    std::filesystem::rename(temporary, file, error);
    if (error) {
        std::error_code ignored;
        std::filesystem::remove(temporary, ignored);
        return fail(ErrorCode::Io, "cannot be replaced: " + error.message(), {.file = path});
    }
    return {};
}

} // namespace anchorage
