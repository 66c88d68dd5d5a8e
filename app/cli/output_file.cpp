#include "app/cli/output_file.h"

#include "core/base/file.h"
#include "core/session/files.h"

#include <filesystem>
#include <fstream>

namespace anchorage::cli {

Result<void> checkOutput(const std::string &path, const std::string &original)
{
    if (path.empty() || path == "-")
        return {};
    const auto file = utf8Path(path);
    std::error_code error;
    const auto there = std::filesystem::status(file, error);
    if (!std::filesystem::exists(there))
        return {};
    if (std::filesystem::is_directory(there))
        return fail(ErrorCode::Io, "this is a folder, expected a file", {.file = path});
    if (!std::filesystem::is_regular_file(there))
        return fail(ErrorCode::Usage, "this is a device or a pipe, and a file would take its place: name a file", {.file = path});
    if (!original.empty() && std::filesystem::equivalent(file, utf8Path(original), error))
        return fail(ErrorCode::Usage, "this would take the place of the original; name another file", {.file = path});
    return {};
}

Result<void> checkJournal(const std::string &path, const std::string &original)
{
    if (auto fine = checkOutput(path, original); !fine)
        return fine;
    std::error_code error;
    const auto bytes = path.empty() ? 0 : std::filesystem::file_size(utf8Path(path), error);
    if (path.empty() || error || bytes == 0)
        return {};
    const auto journal = session::looksLikeJournal(path);
    if (journal && !*journal)
        return fail(ErrorCode::Usage, "there is a file here that is no journal, and it would be lost: name another",
                    {.file = path});
    return {};
}

Result<void> checkWritable(const std::string &path, const std::string &original)
{
    if (path.empty())
        return {};
    if (auto fine = checkOutput(path, original); !fine)
        return fine;
    const auto trial = utf8Path(path + ".new");
    std::error_code error;
    const bool isThere = std::filesystem::exists(trial, error);
    const bool fine = std::ofstream(trial, std::ios::app).is_open();
    if (!isThere)
        std::filesystem::remove(trial, error);
    if (!fine)
        return fail(ErrorCode::Io, "the space that the run leaves cannot be written here", {.file = path});
    return {};
}

} // namespace anchorage::cli
