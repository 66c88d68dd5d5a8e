// Plays a bench that is killed: starts a connector, makes it hang, says which processes there are, and
// waits. Usage: bench_stand_in native|script FAULT-OR-MODE
#include "core/connector/connector_kind.h"
#include "core/connector/connector_port.h"

#include <cstdio>
#include <string>
#include <variant>

using namespace anchorage;
using namespace anchorage::connector;

namespace {

ConnectorLocation locate(const std::string &kind, const std::string &what)
{
    if (kind == "native")
        return {ConnectorKind::Native, std::string(ANCHORAGE_BIN_DIR) + "/../tests/connectors/faulty.so", {}, {}, {}};
    return {
        ConnectorKind::Command, "python3", {std::string(ANCHORAGE_SOURCE_DIR) + "/tests/faulty/wire_rubbish.py", what}, {}, {}};
}

void say(const std::string &line)
{
    std::puts(line.c_str());
    static_cast<void>(std::fflush(stdout));
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3)
        return 64;
    const std::string kind = argv[1];
    const std::string what = argv[2];
    const auto port = makeProcessPort(locate(kind, what), {});
    if (const auto started = port->start(); !started) {
        say("error " + started.error().text());
        return 1;
    }
    say("process " + std::to_string(port->pid()));
    static_cast<void>(port->send(wire::request::Configure{{{"fault", what}}}));
    static_cast<void>(port->send(wire::request::OpenExportConnection{}));
    static_cast<void>(port->send(wire::request::PutExportEntries{{CsEntryChange{}}}));
    for (;;) {
        const auto event = port->wait(std::chrono::hours{1});
        if (const auto *log = event ? std::get_if<event::Log>(&*event) : nullptr)
            say(log->log.text);
    }
}
