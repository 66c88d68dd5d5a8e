#include "core/connector/launch.h"

#include "core/base/file.h"

#include <cstdlib>
#include <random>
#include <sstream>

namespace anchorage::connector {

namespace {

#ifdef _WIN32
constexpr const char *hostName = "anchorage-host.exe";
constexpr char pathSeparator = ';';
#else
constexpr const char *hostName = "anchorage-host";
constexpr char pathSeparator = ':';
#endif

std::string folderOf(const std::string &path)
{
    const auto file = utf8Path(path);
    return file.is_absolute() ? file.parent_path().string() : std::string();
}

Result<os::ProcessStart> native(const ConnectorLocation &location)
{
    auto host = findOwnProgram(hostName);
    if (!host)
        return fail(std::move(host.error()));
    return os::ProcessStart{std::move(*host), {location.path}};
}

std::string optionOf(const ConnectorLocation &location, std::string_view name, std::string otherwise)
{
    for (const auto &[option, value] : location.options)
        if (option == name && !value.empty())
            otherwise = value; // the last one counts
    return otherwise;
}

constexpr std::string_view eventLogVariable = "MONO_EVENTLOG_TYPE";
constexpr std::string_view eventLogInFolder = "local:";

/// A name that nobody has; the folder is made by whoever writes the first file.
std::string newTemporaryFolder()
{
    std::error_code error;
    const auto parent = std::filesystem::temp_directory_path(error);
    if (error)
        return {};
    std::random_device random;
    return (parent / ("anchorage-eventlog-" + std::to_string(random()) + "-" + std::to_string(random()))).string();
}

Result<os::ProcessStart> dotNet(const ConnectorLocation &location, bool waitForDebugger)
{
    auto host = findOwnProgram("dotnet/anchorage-dotnet-host.exe");
#ifdef _WIN32
    static_cast<void>(waitForDebugger); // a debugger attaches to the process id
    if (!host)
        return fail(std::move(host.error()));
    return os::ProcessStart{std::move(*host), {location.path}};
#else
    auto mono = findInPath("mono");
    if (mono.empty())
        return fail(ErrorCode::NotFound,
                    "this connector is a .NET assembly and needs mono, which is not installed: install the package mono-runtime",
                    {.file = location.path});
    if (!host) // not built where mono was missing: that is the thing to say first
        return fail(std::move(host.error()));
    os::ProcessStart start;
    start.program = std::move(mono);
    start.arguments.emplace_back("--debug"); // source lines in stacks
    if (waitForDebugger)
        start.arguments.push_back("--debugger-agent=transport=dt_socket,server=y,suspend=n,address="
                                  + optionOf(location, debuggerAddressOption, defaultDebuggerAddress));
    start.arguments.push_back(std::move(*host));
    start.arguments.push_back(location.path);
    // Connectors are written for Windows: backslashes in paths, any case (dotnet.md).
    start.environment.emplace_back("MONO_IOMAP", optionOf(location, "ioMap", "all"));
    start.environment.emplace_back("MONO_CRASH_NOFILE", "1"); // stderr has it all; no mono_crash.*.json in the connector's folder
    // mono's event log answers emptily by default; as files its entries can be followed and shown.
    if (const auto folder = newTemporaryFolder(); !folder.empty())
        start.environment.emplace_back(eventLogVariable, std::string(eventLogInFolder) + folder);
    return start;
#endif
}

} // namespace

Result<std::string> findOwnProgram(const std::string &name)
{
    const auto here = utf8Path(os::programFolder());
    std::string places;
    for (const auto &folder : {here, here / ".." / "bin", here / ".." / "libexec" / "anchorage"}) {
        std::error_code error;
        const auto file = (folder / utf8Path(name)).lexically_normal();
        if (std::filesystem::is_regular_file(file, error))
            return file.string();
        places += (places.empty() ? "" : ", ") + folder.lexically_normal().string();
    }
    return fail(ErrorCode::NotFound, "the program " + name + " of Anchorage was not found in " + places);
}

std::string debuggerPlace(const ConnectorLocation &location, std::int64_t pid)
{
    auto place = "The connector's process is " + std::to_string(pid);
#ifndef _WIN32
    if (location.kind == ConnectorKind::DotNet)
        place += "; mono's soft debugger listens on " + optionOf(location, debuggerAddressOption, defaultDebuggerAddress);
#endif
    return place;
}

std::string temporaryFolderOf(const os::ProcessStart &start)
{
    for (const auto &[name, value] : start.environment)
        if (name == eventLogVariable && value.starts_with(eventLogInFolder))
            return value.substr(eventLogInFolder.size());
    return {};
}

std::string findInPath(const std::string &name)
{
    const char *variable = std::getenv("PATH"); // NOLINT(concurrency-mt-unsafe)
    std::istringstream folders(variable != nullptr ? variable : "/usr/local/bin:/usr/bin:/bin");
    for (std::string folder; std::getline(folders, folder, pathSeparator);) {
        std::error_code error;
        const auto file = utf8Path(folder) / utf8Path(name);
        const auto status = std::filesystem::status(file, error);
        if (!error && std::filesystem::is_regular_file(status)
            && (status.permissions() & std::filesystem::perms::others_exec) != std::filesystem::perms::none)
            return file.string();
    }
    return {};
}

Result<os::ProcessStart> launchOf(const ConnectorLocation &location, bool waitForDebugger)
{
    Result<os::ProcessStart> start = os::ProcessStart{location.path, location.arguments};
    switch (location.kind) {
    case ConnectorKind::Native:
        start = native(location);
        break;
    case ConnectorKind::DotNet:
        start = dotNet(location, waitForDebugger);
        break;
    case ConnectorKind::Command:
        break;
    }
    if (!start)
        return start;
    start->workingDirectory = location.workingDirectory.empty() ? folderOf(location.path) : location.workingDirectory;
    // Our native host ends with the bench by itself. Of all others we cannot know.
    if (location.kind != ConnectorKind::Native) {
        auto guard = findOwnProgram(hostName);
        if (!guard)
            return fail(std::move(guard.error()));
        start->guard = std::move(*guard);
    }
    return start;
}

} // namespace anchorage::connector
