// anchorage-host: loads one native connector plugin and speaks the wire on stdin and stdout
// (resources/docs/wire.md). A bench starts it; it ends with the bench.
#include "app/host/host.h"
#include "app/host/wire_out.h"
#include "core/base/os_process.h"
#include "core/base/os_stack.h"
#include "core/base/os_stdio.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <thread>

namespace {

constexpr int usage = 64;
constexpr int failed = 70;

// exit() and a crash reach them when main's own stack is out of reach.
anchorage::host::WireOut *out = nullptr; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

void finishPrinted()
{
    if (out != nullptr)
        out->finishPrinted();
}

int serve(const std::string &plugin)
{
    using namespace anchorage;
    const auto stdio = os::WireStdio::takeOver();
    if (!stdio) {
        static_cast<void>(std::fprintf(stderr, "anchorage-host: %s\n", stdio.error().text().c_str()));
        return failed;
    }
    // Neither is ever destroyed: threads of this program and of the connector use them to the very end.
    out = new host::WireOut(*stdio);
    static host::Host *host = nullptr; // reachable for leak checkers
    host = new host::Host(plugin, *stdio, *out);
    std::thread([] { out->forwardPrinted(); }).detach();
    os::reportCrashes(finishPrinted);
    static_cast<void>(std::atexit(finishPrinted)); // before foreign code is loaded: its own handlers run first
    host->serve();
    out->finishPrinted(); // nothing comes after goodbye
    out->notice(wire::notice::Goodbye{});
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const std::string_view argument = argc == 2 ? argv[1] : "";
    if (argument == "--guard")
        anchorage::os::guardOwnGroup();
    if (argument == "--version") {
        std::puts("anchorage-host " ANCHORAGE_VERSION);
        return 0;
    }
    if (argument.empty() || argument.starts_with("--")) {
        std::fputs("usage: anchorage-host PLUGIN\n"
                   "Loads one native connector plugin and speaks the Anchorage wire on stdin and stdout.\n"
                   "A bench starts this program; see wire.md for how to speak to it by hand.\n",
                   argument == "--help" ? stdout : stderr);
        return argument == "--help" ? 0 : usage;
    }
    return serve(std::filesystem::absolute(argument).string());
}
