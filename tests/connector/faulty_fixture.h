// The faulty connector in a test: its calls by name, and whether what it started is gone.
#pragma once

#include "tests/connector/port_fixture.h"

#include <QFile>

#include <signal.h>

#include <string>

namespace anchorage::connector {

/// The requests by the name the faulty connector gives their call.
inline wire::Request requestOf(const std::string &call)
{
    const wire::request::PasswordTarget target{"cn=ann", "user", {}};
    if (call == "capabilities")
        return wire::request::GetCapabilities{};
    if (call == "parameters")
        return wire::request::GetConfigParameters{};
    if (call == "validate")
        return wire::request::ValidateConfigParameters{};
    if (call == "schema")
        return wire::request::GetSchema{};
    if (call == "partitions")
        return wire::request::GetPartitions{};
    if (call == "hierarchy")
        return wire::request::GetHierarchy{};
    if (call == "open")
        return wire::request::OpenExportConnection{};
    if (call == "put" || call == "entry") {
        CsEntryChange entry;
        entry.identifier = Guid::fromName("ann");
        entry.dn = "cn=ann";
        entry.objectType = "user";
        entry.modification = ObjectModificationType::Add;
        return wire::request::PutExportEntries{{entry}};
    }
    if (call == "close")
        return wire::request::CloseExportConnection{};
    if (call == "openImport")
        return wire::request::OpenImportConnection{};
    if (call == "import")
        return wire::request::GetImportEntries{};
    if (call == "closeImport")
        return wire::request::CloseImportConnection{};
    if (call == "openPassword")
        return wire::request::OpenPasswordConnection{};
    if (call == "securityLevel")
        return wire::request::GetConnectionSecurityLevel{};
    if (call == "setPassword")
        return wire::request::SetPassword{target, Secret("new"), {}};
    if (call == "changePassword")
        return wire::request::ChangePassword{target, Secret("old"), Secret("new")};
    return wire::request::ClosePasswordConnection{};
}

/// A faulty connector, configured and asked to Open, so that its faults are known in every call.
class Faulty : public Talk {
public:
    explicit Faulty(const std::string &fault, const ProcessSettings &settings = {}) : Talk(faultyPlugin(), settings)
    {
        if (started && ask(wire::request::Configure{{{"fault", fault}}}) && !fault.ends_with("@open"))
            ask(wire::request::OpenExportConnection{});
    }
};

/// A zombie that nobody has reaped is not alive.
inline bool alive(pid_t pid)
{
    QFile status(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!status.open(QIODevice::ReadOnly))
        return ::kill(pid, 0) == 0;
    const auto text = status.readAll();
    const auto state = text.lastIndexOf(") ");
    return state < 0 || (text.at(state + 2) != 'Z' && text.at(state + 2) != 'X');
}

inline bool goneWithin(pid_t pid, std::chrono::milliseconds most)
{
    const auto deadline = std::chrono::steady_clock::now() + most;
    while (alive(pid) && std::chrono::steady_clock::now() < deadline)
        QTest::qWait(10);
    return !alive(pid);
}

inline bool contains(const std::string &text, const std::string &part)
{
    return text.find(part) != std::string::npos;
}

} // namespace anchorage::connector
