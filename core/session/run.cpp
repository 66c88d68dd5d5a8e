#include "core/session/run.h"

#include <QDateTime>

#include <utility>

namespace anchorage::session {

namespace {

run::JournalHeader headerOf(const RunSetup &setup)
{
    run::JournalHeader header;
    header.benchVersion = ANCHORAGE_VERSION;
    header.started = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
    header.project = setup.projectFile;
    header.step = setup.step.name;
    if (setup.connector) {
        switch (setup.connector->kind) {
        case connector::ConnectorKind::Native:
            header.connectorKind = "native";
            break;
        case connector::ConnectorKind::DotNet:
            header.connectorKind = "dotnet";
            break;
        case connector::ConnectorKind::Command:
            header.connectorKind = "command";
            break;
        }
        header.connectorPath = setup.connector->path;
        header.connectorArguments = setup.connector->arguments;
    }
    header.parameters = setup.parameters;
    header.setup = setup.engine;
    return header;
}

connector::ProcessSettings processSettings(const RunSettings &settings)
{
    connector::ProcessSettings out;
    out.messageLimit = settings.messageLimit;
    out.waitForDebugger = settings.waitForDebugger;
    return out;
}

} // namespace

KeptProcess::KeptProcess(connector::ConnectorLocation location, connector::ProcessSettings settings)
    : m_location(std::move(location)),
      m_process([place = m_location, settings] { return connector::makeProcessPort(place, settings); })
{
}

Run::Run(RunSetup setup, run::JournalHeader header, std::shared_ptr<KeptProcess> process, run::Journal journal)
    : m_setup(std::move(setup)), m_header(std::move(header)), m_process(std::move(process)), m_journal(std::move(journal))
{
}

Run::~Run() = default;

Result<std::unique_ptr<Run>> Run::create(RunSetup setup, RunExtras extras, Secrets &secrets)
{
    if (!setup.connector)
        return fail(ErrorCode::Usage, "a run needs a connector: name one in the project or with --connector");
    if (extras.process && !(extras.process->location() == *setup.connector))
        return fail(ErrorCode::Usage, "the kept process is another connector's: end it first");
    for (const auto &parameter : setup.parameters)
        if (const auto *secret = std::get_if<Secret>(&parameter.value))
            secrets.scrubber().learn(*secret);
    for (const auto &reference : setup.secretReferences)
        if (const auto secret = secrets.resolve(reference); !secret)
            return fail(secret.error());
    auto header = headerOf(setup);
    run::Journal journal;
    if (!extras.journal.empty()) {
        auto created = run::Journal::create(extras.journal, header, secrets.scrubber());
        if (!created)
            return fail(std::move(created.error()));
        journal = std::move(*created);
    }
    // What reports show of it: secrets are marked, and texts hold none.
    for (auto &parameter : header.parameters) {
        if (auto *text = std::get_if<std::string>(&parameter.value))
            *text = secrets.scrubber().scrub(*text);
        else
            parameter.value = Secret();
    }
    auto process =
        extras.process ? extras.process : std::make_shared<KeptProcess>(*setup.connector, processSettings(setup.engine.settings));
    std::unique_ptr<Run> run(new Run(std::move(setup), std::move(header), std::move(process), std::move(journal)));
    run->m_driver = std::make_unique<run::Driver>(run::DriverParts{
        .machine = engine::Machine(run->m_setup.engine),
        .settings = run->m_setup.engine.settings,
        .parameters = run->m_setup.parameters,
        .process = run->m_process->process(),
        .journal = run->m_journal,
        .scrubber = secrets.scrubber(),
        .resolveSecret = [&secrets](std::string_view reference) { return secrets.resolve(reference); },
        .sink = std::move(extras.sink),
        .breakpoints = std::move(extras.breakpoints),
        .faults = std::move(extras.faults),
        .resume = std::move(extras.resume),
    });
    return run;
}

Result<engine::command::Finish> Run::runToEnd()
{
    return m_driver->runToEnd();
}

Result<engine::command::Finish> Run::serve()
{
    return m_driver->serve();
}

void Run::post(run::Control control)
{
    m_driver->post(std::move(control));
}

const engine::Machine &Run::machine() const
{
    return m_driver->machine();
}

} // namespace anchorage::session
