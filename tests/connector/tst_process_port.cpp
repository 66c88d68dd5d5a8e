// A connector in a process of its own: started, asked, ended.
#include "tests/connector/port_fixture.h"

using namespace anchorage;
using namespace anchorage::connector;
using namespace anchorage::wire;

class TestProcessPort : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPluginSaysWhatItIs();
    void anExportRunsThroughTheProcess();
    void aMissingPluginIsNamed();
    void anAssemblyWithoutMonoNamesThePackage();
};

void TestProcessPort::aPluginSaysWhatItIs()
{
    Talk talk(plugin("memory"));
    QVERIFY2(talk.started, talk.started ? "" : talk.started.error().text().c_str());
    QCOMPARE(talk.started->name, std::string("memory"));
    QCOMPARE(talk.started->kind, std::string("native"));
    QVERIFY(talk.started->interfaces.callExport && talk.started->interfaces.schema);
    QVERIFY(talk.port->pid() > 0);
    const auto schema = talk.ask(request::GetSchema{});
    QVERIFY(schema && std::holds_alternative<answer::SchemaAnswer>(*schema));
    talk.port->shutdown(std::chrono::seconds{10});
    talk.hearOut();
    QVERIFY(talk.endedWith<event::Ended>());
    QCOMPARE(talk.port->pid(), std::int64_t{0});
}

void TestProcessPort::anExportRunsThroughTheProcess()
{
    Talk talk(plugin("memory"));
    QVERIFY(talk.started);
    QVERIFY(std::holds_alternative<answer::Done>(talk.ask(request::Configure{}).value()));
    const auto schema = std::get<answer::SchemaAnswer>(talk.ask(request::GetSchema{}).value()).schema;
    QVERIFY(std::holds_alternative<answer::Done>(talk.ask(request::OpenExportConnection{schema, {}}).value()));
    CsEntryChange entry;
    entry.identifier = Guid::fromName("ann");
    entry.dn = "cn=ann";
    entry.objectType = "user";
    entry.modification = ObjectModificationType::Add;
    const auto put = talk.ask(request::PutExportEntries{{entry}});
    QVERIFY2(put && std::holds_alternative<answer::Put>(*put), talk.logText().c_str());
    QVERIFY(std::holds_alternative<answer::Done>(talk.ask(request::CloseExportConnection{CloseReason::Normal}).value()));
    talk.port->shutdown(std::chrono::seconds{10});
    talk.hearOut();
    QVERIFY(talk.endedWith<event::Ended>());
}

void TestProcessPort::aMissingPluginIsNamed()
{
    Talk talk(plugin("no-such"));
    QVERIFY(!talk.started);
    QCOMPARE(talk.started.error().code, ErrorCode::NotFound);
    QVERIFY2(talk.started.error().text().find("no-such.so") != std::string::npos, talk.started.error().text().c_str());
}

void TestProcessPort::anAssemblyWithoutMonoNamesThePackage()
{
    const auto path = qgetenv("PATH");
    qputenv("PATH", "/no/such/folder");
    Talk talk({ConnectorKind::DotNet, "/connectors/Hr.dll", {}, {}, {}});
    qputenv("PATH", path);
    QVERIFY(!talk.started);
    QCOMPARE(talk.started.error().code, ErrorCode::NotFound);
    const auto text = talk.started.error().text();
    QVERIFY2(text.starts_with("/connectors/Hr.dll: ") && text.find("mono-runtime") != std::string::npos, text.c_str());
}

QTEST_APPLESS_MAIN(TestProcessPort)
#include "tst_process_port.moc"
