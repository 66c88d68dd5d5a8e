#include "core/session/files.h"

#include "core/base/file.h"

#include <filesystem>
#include <fstream>
#include <system_error>

namespace anchorage::session {

Result<bool> looksLikeJournal(const std::string &path)
{
    if (std::error_code error; !std::filesystem::exists(utf8Path(path), error))
        return fail(ErrorCode::NotFound, "there is no such file", {.file = path});
    std::ifstream in(utf8Path(path), std::ios::binary);
    std::string head(40, '\0');
    in.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(in.gcount()));
    return head.starts_with("{\"journal\":");
}

Scope scopeOf(const formats::MaConfiguration &configuration)
{
    Scope scope;
    for (const auto &stored : configuration.partitions) {
        if (!stored.selected)
            continue;
        scope.partitions.push_back(stored.partition);
        scope.inclusions.insert(scope.inclusions.end(), stored.inclusions.begin(), stored.inclusions.end());
        scope.exclusions.insert(scope.exclusions.end(), stored.exclusions.begin(), stored.exclusions.end());
    }
    return scope;
}

} // namespace anchorage::session
