#include "core/connector/catalogue.h"

#include "core/base/file.h"
#include "core/base/os_process.h"
#include "core/connector/file_kind.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>

namespace anchorage::connector {

namespace {

#ifdef _WIN32
constexpr char pathSeparator = ';';
#else
constexpr char pathSeparator = ':';
#endif

std::filesystem::path fromBase(const std::string &baseFolder, const std::string &text)
{
    std::error_code error;
    const auto base = baseFolder.empty() ? std::filesystem::current_path(error) : utf8Path(baseFolder);
    return std::filesystem::absolute(base / utf8Path(text), error).lexically_normal();
}

bool isPath(const std::string &text)
{
    return text.find_first_of("/\\") != std::string::npos || text.ends_with(".so") || text.ends_with(".dll")
        || text.ends_with(".dylib") || text.ends_with(".exe");
}

/// The engine's own word where it could not take the file as an extension (ecma2.md 5.2).
std::string_view statusOf(ErrorCode code)
{
    if (code == ErrorCode::NotFound)
        return "stopped-extension-dll-file-not-found";
    if (code == ErrorCode::Unsupported)
        return "stopped-extension-dll-invalid-assembly";
    return code == ErrorCode::Io ? "stopped-extension-dll-access" : "";
}

Result<ConnectorLocation> atPath(const std::string &path)
{
    const auto kind = kindOfFile(path);
    if (!kind) {
        auto error = kind.error();
        if (const auto status = statusOf(error.code); path.ends_with(".dll") && !status.empty())
            error.message = std::string(status) + ": " + error.message;
        return fail(std::move(error));
    }
    return ConnectorLocation{*kind, path, {}, {}, {}};
}

} // namespace

std::vector<std::string> catalogueFolders()
{
    std::vector<std::string> folders;
    const auto add = [&folders](const std::filesystem::path &folder) {
        std::error_code error;
        const auto normal = std::filesystem::absolute(folder, error).lexically_normal().string();
        if (std::filesystem::is_directory(normal, error) && std::find(folders.begin(), folders.end(), normal) == folders.end())
            folders.push_back(normal);
    };
    if (const char *variable = std::getenv("ANCHORAGE_CONNECTOR_PATH")) { // NOLINT(concurrency-mt-unsafe)
        std::istringstream named(variable);
        for (std::string folder; std::getline(named, folder, pathSeparator);)
            if (!folder.empty())
                add(utf8Path(folder));
    }
    const auto here = utf8Path(os::programFolder());
    add(here / "connectors");
    add(here / ".." / "bin" / "connectors");
    add(here / ".." / "lib" / "anchorage" / "connectors");
    return folders;
}

std::vector<CatalogueEntry> catalogue(const std::vector<std::string> &folders)
{
    std::vector<CatalogueEntry> entries;
    for (const auto &folder : folders) {
        std::error_code error;
        for (const auto &file : std::filesystem::directory_iterator(utf8Path(folder), error)) {
            const auto name = file.path().stem().string();
            if (!file.is_regular_file(error)
                || std::any_of(entries.begin(), entries.end(), [&](const auto &entry) { return entry.name == name; }))
                continue;
            const auto path = file.path().string();
            if (const auto kind = kindOfFile(path))
                entries.push_back({name, path, *kind});
        }
    }
    std::sort(entries.begin(), entries.end(), [](const auto &a, const auto &b) { return a.name < b.name; });
    return entries;
}

Result<ConnectorLocation> locateConnector(const std::string &text, const std::string &baseFolder)
{
    if (text.empty())
        return fail(ErrorCode::Usage, "no connector is named: expected a file or a name such as \"memory\"");
    const auto file = fromBase(baseFolder, text);
    std::error_code error;
    if (isPath(text) || std::filesystem::is_regular_file(file, error))
        return atPath(file.string());
    std::string places = file.string();
    std::string names;
    const auto folders = catalogueFolders();
    for (const auto &entry : catalogue(folders)) {
        if (entry.name == text)
            return ConnectorLocation{entry.kind, entry.path, {}, {}, {}};
        names += (names.empty() ? "" : ", ") + entry.name;
    }
    for (const auto &folder : folders)
        places += ", " + folder;
    return fail(ErrorCode::NotFound,
                "there is no connector \"" + text + "\"; looked for " + places
                    + (names.empty() ? std::string() : "; there are: " + names));
}

} // namespace anchorage::connector
