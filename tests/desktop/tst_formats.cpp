// The files people have, in the window: opened, pasted, exported, broken and cancelled.
#include "app/desktop/controller/object_export.h"
#include "core/formats/format.h"
#include "core/formats/utf16.h"
#include "core/model/page_text.h"
#include "tests/desktop/desktop_fixture.h"
#include "tests/formats/format_fixture.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDialog>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

using namespace anchorage;
using namespace anchorage::desktop;

namespace {

/// tests/data/formats has one batch in every format, and a management agent's configuration.
std::string fixture(const char *file)
{
    return readFile(std::string(ANCHORAGE_SOURCE_DIR "/tests/data/formats/") + file).value_or(std::string());
}

const std::string maConfiguration = fixture("ma.xml");

const std::string host = R"(<Configuration><Connectors><Connector>
 <ECMAConfig><ProfileName>People</ProfileName><LibraryName>people.dll</LibraryName></ECMAConfig>
 <Schema><EntriesSchema><EntrySchema><ObjectType>person</ObjectType><SchemaAttributes>
  <SchemaAttribute><Name>id</Name><DataType>String</DataType><IsAnchor>true</IsAnchor></SchemaAttribute>
 </SchemaAttributes></EntrySchema></EntriesSchema></Schema></Connector></Connectors></Configuration>)";

const std::string scim = R"({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"], "id": "urn:x:person", "name": "person",
  "attributes": [{"name": "userName", "type": "string", "multiValued": false, "required": true}]})";

/// What an object is to become; attributes by name: a CSV file has an order of its own.
QStringList pendingOf(const space::Space &space)
{
    QStringList out;
    for (space::ObjectIndex i = 0; i < space.size(); ++i) {
        if (!space.exists(i))
            continue;
        const auto object = space.object(i);
        CsEntryChange entry;
        entry.dn = object.dn;
        entry.changes = object.pending.changes;
        std::sort(entry.changes.begin(), entry.changes.end(), [](const auto &a, const auto &b) { return a.name < b.name; });
        out << QString::fromStdString(std::string(name(object.pending.operation)) + ' ' + object.pending.newDn.value_or("-") + ' '
                                      + entryText({1, 1}, entry));
    }
    return out;
}

class Window : public test::Desktop {
public:
    /// Empty, with the schema of the batch.
    void prepare()
    {
        controller.document().load(space::Space(MADistinguishedNameStyle::Ldap), FormatFixture::schema());
        QVERIFY(settle());
    }
    /// A message that stops the window is read and closed, as a person does.
    bool open(const std::string &file)
    {
        QTimer reader;
        QObject::connect(&reader, &QTimer::timeout, &reader, [this] {
            if (auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget())) {
                message = box->text() + box->informativeText();
                box->close();
            }
        });
        reader.start(10);
        controller.openPath(QString::fromStdString(file));
        return settle();
    }
    QString failure() const { return failed.value(0).value(0).toString(); }

    QString message; ///< the last one
    QSignalSpy failed{&controller, &Controller::failed};
};

} // namespace

class tst_formats : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::isolateSettings(m_folder); }
    void aFileOfObjectsIsOpened_data();
    void aFileOfObjectsIsOpened();
    void aFileOfASchemaIsOpened_data();
    void aFileOfASchemaIsOpened();
    void aTextIsPasted_data();
    void aTextIsPasted();
    void whatIsExportedIsReadBackEqual_data();
    void whatIsExportedIsReadBackEqual();
    void aConfigurationSetsUpTheProject();
    void aConfigurationSetsUpTheParameterForm();
    void aConfigurationIsEnoughForAPlan();
    void aBrokenFileNamesItsLineAndChangesNothing_data();
    void aBrokenFileNamesItsLineAndChangesNothing();
    void aLoadShowsProgressAndCanBeCancelled();

private:
    void batchRows()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("file");
        const auto row = [](const char *name, const std::string &text, const char *file) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << QString::fromLatin1(file);
        };
        row("canonical JSON", fixture("batch.json"), "batch.json");
        row("csexport", fixture("batch.csexport.xml"), "batch.xml");
        row("LDIF", fixture("batch.ldif"), "batch.ldif");
        row("CSV", fixture("batch.csv"), "batch.csv");
        auto drop = fixture("batch.mmsml.xml");
        row("drop file, UTF-16", FormatFixture::utf16(drop), "drop.xml");
        row("drop file, UTF-8", drop.replace(drop.find("UTF-16"), 6, "UTF-8"), "drop8.xml");
    }

    QTemporaryDir m_folder;
    FormatFixture m_files;
    /// The canonical batch, as the reader of the core has it.
    QStringList expected()
    {
        formats::LoadRequest request;
        request.path = "batch.json";
        const auto text = fixture("batch.json");
        request.content = text;
        const auto schema = FormatFixture::schema();
        request.schema = &schema;
        const auto loaded = formats::load(request);
        return loaded ? pendingOf(*loaded->space) : QStringList();
    }
};

void tst_formats::aFileOfObjectsIsOpened_data()
{
    batchRows();
}

void tst_formats::aFileOfObjectsIsOpened()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, file);
    Window window;
    window.prepare();
    QVERIFY(window.open(m_files.write(file.toStdString(), text.toStdString())));
    QCOMPARE(window.failure(), QString());
    QCOMPARE(pendingOf(window.controller.document().space()), expected());
    window.action("editUndo")->trigger();
    QCOMPARE(window.controller.document().space().size(), 0U);
}

void tst_formats::aFileOfASchemaIsOpened_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("configuration");
    QTest::newRow("management agent") << QByteArray::fromStdString(maConfiguration) << "ma.xml" << true;
    QTest::newRow("exported management agent")
        << QByteArray::fromStdString("<export-ma ma-name=\"HR\">" + maConfiguration + "</export-ma>") << "ma2.xml" << true;
    QTest::newRow("saved management agent") << QByteArray::fromStdString("<saved-ma-configuration>" + maConfiguration
                                                                         + "</saved-ma-configuration>")
                                            << "ma3.xml" << true;
    QTest::newRow("ECMA host") << QByteArray::fromStdString(host) << "Configuration.xml" << true;
    QTest::newRow("SCIM") << QByteArray::fromStdString(scim) << "scim.json" << false;
}

void tst_formats::aFileOfASchemaIsOpened()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, file);
    QFETCH(bool, configuration);
    Window window;
    auto &document = window.controller.document();
    QVERIFY(window.open(m_files.write(file.toStdString(), text.toStdString())));
    QCOMPARE(window.failure(), QString());
    QVERIFY(document.schema().find("person") != nullptr);
    QCOMPARE(document.maConfiguration().has_value(), configuration);
    QVERIFY(document.isModified()); // the project names the file now
    window.action("editUndo")->trigger();
    QVERIFY(std::holds_alternative<project::schema_source::Connector>(document.project().schema));
}

void tst_formats::aTextIsPasted_data()
{
    batchRows();
}

void tst_formats::aTextIsPasted()
{
    QFETCH(QByteArray, text);
    Window window;
    window.prepare();
    auto pasted = text.startsWith("\xFF\xFE") ? QString::fromStdString(*formats::utf16LeToUtf8(text.toStdString().substr(2)))
                                              : QString::fromUtf8(text);
    pasted.replace(QStringLiteral("encoding=\"UTF-16\""), QStringLiteral("encoding=\"UTF-8\""));
    QGuiApplication::clipboard()->setText(pasted);
    window.action("editPaste")->trigger();
    QVERIFY(window.settle());
    QCOMPARE(window.failure(), QString());
    QCOMPARE(pendingOf(window.controller.document().space()), expected());
}

void tst_formats::whatIsExportedIsReadBackEqual_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("suffix");
    for (const auto &format : formats::allFormats())
        if (format.writes)
            QTest::newRow(format.name.c_str())
                << QString::fromStdString(format.title) << QString::fromStdString(format.suffixes.front());
}

void tst_formats::whatIsExportedIsReadBackEqual()
{
    QFETCH(QString, title);
    QFETCH(QString, suffix);
    Window window;
    window.prepare();
    QVERIFY(window.open(m_files.write("start.json", fixture("batch.json"))));
    window.action("fileExportObjects")->trigger();
    auto *dialog = window.find<QFileDialog>("exportObjectsDialog");
    QVERIFY(dialog != nullptr);
    for (const auto &filter : dialog->nameFilters())
        if (filter.startsWith(title + QLatin1String(" (")))
            dialog->selectNameFilter(filter);
    const auto file = m_files.path(QTest::currentDataTag()) + suffix.toStdString();
    dialog->selectFile(QString::fromStdString(file));
    static_cast<QDialog *>(dialog)->accept();
    QVERIFY(window.settle());
    QCOMPARE(window.failure(), QString());

    Window again;
    again.prepare();
    QVERIFY(again.open(file));
    QCOMPARE(again.failure(), QString());
    QCOMPARE(pendingOf(again.controller.document().space()), expected());
}

void tst_formats::aConfigurationSetsUpTheProject()
{
    Window window;
    const auto &document = window.controller.document();
    QVERIFY(window.open(m_files.write("ma.xml", maConfiguration)));
    QCOMPARE(window.failure(), QString());
    QVERIFY(document.schema().find("person")->find("key")->anchor);
    QVERIFY(document.anchors() == AnchorDefinitions({{"person", {"key"}}}));
    QVERIFY(document.selection().hasType("person") && !document.selection().hasType("robot"));
    QCOMPARE(document.scope().partitions.at(0).dn, "DC=x");
    QCOMPARE(document.scope().inclusions.at(0).dn, "DC=x");
    QCOMPARE(document.scope().exclusions.at(0).dn, "OU=b,DC=x");
    QCOMPARE(document.capabilities().exportType, MAExportType::AttributeReplace);
    QCOMPARE(document.space().style(), MADistinguishedNameStyle::Ldap);
    QCOMPARE(document.steps().at(0).name, "Nightly");
}

void tst_formats::aConfigurationSetsUpTheParameterForm()
{
    Window window;
    auto &document = window.controller.document();
    QVERIFY(window.open(m_files.write("ma.xml", maConfiguration)));
    auto *server = window.find<QLineEdit>("parameter_Server");
    QVERIFY(server != nullptr);
    QCOMPARE(server->text(), QStringLiteral("s1"));
    QVERIFY(window.find<QCheckBox>("parameter_Strict")->isChecked());
    auto *password = window.find<QLineEdit>("parameter_Password");
    QVERIFY(password->text().isEmpty() && !password->placeholderText().isEmpty());

    server->setText(QStringLiteral("s2"));
    Q_EMIT server->editingFinished();
    QCOMPARE(std::get<std::string>(document.project().findParameter("Server")->value), "s2");
    server->setText(QStringLiteral("localhost")); // the default, which the configuration's value would hide
    Q_EMIT server->editingFinished();
    QCOMPARE(std::get<std::string>(document.project().findParameter("Server")->value), "localhost");
    server->setText(QStringLiteral("s1")); // what the configuration says needs no place in the project
    Q_EMIT server->editingFinished();
    QVERIFY(document.project().findParameter("Server") == nullptr);
}

void tst_formats::aConfigurationIsEnoughForAPlan()
{
    Window window;
    QVERIFY(window.open(m_files.write("ma.xml", maConfiguration)));
    QVERIFY(window.open(m_files.write("two.ldif",
                                      "version: 1\n\ndn: CN=a,DC=x\nobjectClass: person\ntitle: A\n\ndn: CN=b,DC=x\nobjectClass: "
                                      "person\ntitle: B\n\ndn: CN=c,OU=b,DC=x\nobjectClass: person\ntitle: C\n")));
    QCOMPARE(window.failure(), QString());
    window.action("runPlan")->trigger();
    QVERIFY(window.settle());
    QCOMPARE(window.failure(), QString());
    const auto *plan = window.find<QPlainTextEdit>("planText");
    QVERIFY(plan != nullptr);
    const auto text = plan->toPlainText();
    QVERIFY2(text.contains(QStringLiteral("CN=a,DC=x")) && text.contains(QStringLiteral("p1.2")),
             qPrintable(text)); // pages of one
    QVERIFY2(!text.contains(QStringLiteral("p1.3")), qPrintable(text)); // CN=c lies outside the scope
}

void tst_formats::aBrokenFileNamesItsLineAndChangesNothing_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("line");
    const auto row = [](const char *file, const std::string &text, int line) {
        QTest::newRow(file) << QByteArray::fromStdString(text) << QString::fromLatin1(file) << line;
    };
    row("bad.json", "{\"anchorageSpace\": 1, \"objects\": [\n{\"dn\": \"cn=a\", \"type\": 7}]}", 2);
    row("bad.ldif", "version: 1\n\ndn: cn=a\nchangetype: dance\n", 4);
    row("bad.csv", "dn,objectType,size\ncn=a,person,many\n", 2);
    row("bad-drop.xml",
        "<mmsml xmlns=\"http://www.microsoft.com/mms/mmsml/v2\" step-type=\"export\">\n<directory-entries>\n<delta "
        "operation=\"dance\" dn=\"CN=x\"/></directory-entries></mmsml>",
        3);
    row("bad-csexport.xml", "<cs-objects>\n<cs-object cs-dn=\"CN=u\" id=\"seven\" object-type=\"person\"/></cs-objects>", 2);
    row("bad-ma.xml",
        QString::fromStdString(maConfiguration).replace(QLatin1String("#title"), QLatin1String("#tittle")).toStdString(), 3);
    row("bad-Configuration.xml", "<Configuration>\n<Connectors>\n<Connector>\n</Connector></Connectors></Configuration>", 3);
    row("cut-ma.xml", maConfiguration.substr(0, maConfiguration.find("</schema>")), 7);
}

void tst_formats::aBrokenFileNamesItsLineAndChangesNothing()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, file);
    QFETCH(int, line);
    Window window;
    window.prepare();
    const auto project = window.controller.document().project();
    QVERIFY(window.open(m_files.write(file.toStdString(), text.toStdString())));
    QCOMPARE(window.failed.size(), 1);
    const auto place = QStringLiteral("%1:%2").arg(file).arg(line);
    QVERIFY2(window.message.contains(place), qPrintable(window.message));
    const auto &document = window.controller.document();
    QVERIFY(document.project() == project);
    QVERIFY(document.schema() == FormatFixture::schema());
    QCOMPARE(document.space().size(), 0U);
    QVERIFY(!document.isModified());
    QVERIFY(!window.action("editUndo")->isEnabled());
}

void tst_formats::aLoadShowsProgressAndCanBeCancelled()
{
    std::string text = "version: 1\n";
    for (int i = 0; i < 300'000; ++i)
        text += "\ndn: CN=u" + std::to_string(i) + ",OU=HQ,DC=x\nobjectClass: person\ntitle: T" + std::to_string(i) + "\n";
    const auto file = m_files.write("large.ldif", text);
    Window window;
    window.prepare();
    window.controller.openPath(QString::fromStdString(file));
    QCOMPARE(window.controller.tasks().tasks().size(), std::size_t(1));
    const auto control = window.controller.tasks().tasks().front().control;
    QVERIFY(QTest::qWaitFor([&control] { return control->done() > 0; }, 30'000));
    QCOMPARE(control->total(), text.size());
    window.find<QToolButton>("taskCancel")->click();
    QVERIFY(window.settle());
    QVERIFY(control->cancelled());
    QCOMPARE(window.controller.document().space().size(), 0U);
    QVERIFY(!window.controller.document().isModified());
    QCOMPARE(window.failed.size(), 0); // who stops it needs no message
}

QTEST_MAIN(tst_formats)
#include "tst_formats.moc"
