// From "I have a connector" to its values: chosen by hand, its pages of parameters, what it says of them, secrets,
// and the file that changes under it.
#include "core/base/file.h"
#include "tests/desktop/memory_desktop.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QFrame>
#include <QGroupBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

using namespace anchorage;
using namespace anchorage::desktop;
using test::MemoryDesktop;

namespace {

/// The form is made anew when the connector was asked: the old one goes with the next events.
QWidget *form(const test::Desktop &desk)
{
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    return desk.find<QWidget>("parameterForm");
}

template <typename Widget> Widget *field(const test::Desktop &desk, const char *parameter)
{
    return form(desk)->findChild<Widget *>(QStringLiteral("parameter_") + QLatin1String(parameter));
}

QString said(const test::Desktop &desk, const char *parameter)
{
    const auto *label = form(desk)->findChild<QLabel *>(QStringLiteral("parameterMessage_") + QLatin1String(parameter));
    return label == nullptr || label->isHidden() ? QString() : label->text();
}

void type(QLineEdit *line, const QString &text)
{
    line->setText(text);
    Q_EMIT line->editingFinished();
}

/// As a person types it into the box of connectors.
void choose(test::Desktop &desk, const QString &text)
{
    auto *box = desk.find<QComboBox>("connectorChoice");
    box->setEditText(text);
    Q_EMIT box->lineEdit()->returnPressed();
    QVERIFY(desk.settle());
}

QString about(const test::Desktop &desk)
{
    return desk.find<QLabel>("connectorAbout")->text();
}

const QString host = QStringLiteral(ANCHORAGE_BIN_DIR "/anchorage-host");
const QString memory = QStringLiteral(ANCHORAGE_BIN_DIR "/connectors/memory.so");
const QString sql = QStringLiteral(ANCHORAGE_BIN_DIR "/connectors/sql.so");

} // namespace

class tst_parameters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theFormHasThePagesInOrderAndAFieldForEachType();
    void whatTheConnectorRefusesStandsAtItsField();
    void aValueThatDoesNotMatchItsPatternIsSaidAtOnce();
    void aParameterThatIsNotDeclaredCanBeAddedAndRemoved();
    void aConnectorOfTheCatalogueIsChosenByName();
    void aCommandIsAConnectorThatRuns();
    void aConnectorThatIsOpenedByHandAsksForItsSecret();
    void aConnectorThatWasBuiltAnewIsReloaded();

private:
    QTemporaryDir m_settings;
};

void tst_parameters::initTestCase()
{
    qputenv("ANCHORAGE_CONFIG_DIR", m_settings.path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", m_settings.path().toLocal8Bit());
    test::isolateSettings(m_settings);
}

void tst_parameters::theFormHasThePagesInOrderAndAFieldForEachType()
{
    test::Desktop desk;
    desk.controller.openPath(sql);
    QVERIFY(desk.settle());
    QStringList pages;
    for (const auto *box : form(desk)->findChildren<QGroupBox *>())
        pages += box->title();
    QCOMPARE(pages.mid(0, 4),
             (QStringList{QStringLiteral("Connectivity"), QStringLiteral("Capabilities"), QStringLiteral("Global"),
                          QStringLiteral("Schema")}));
    const auto *driver = field<QComboBox>(desk, "driver");
    QVERIFY(driver != nullptr && driver->isEditable()); // a drop-down that takes other words too
    QVERIFY(driver->findText(QStringLiteral("QPSQL")) >= 0);
    QVERIFY(!field<QComboBox>(desk, "exportType")->isEditable());
    QVERIFY(field<QPlainTextEdit>(desk, "onConnect") != nullptr);
    QCOMPARE(field<QLineEdit>(desk, "lockTimeout")->text(), QStringLiteral("5")); // the connector's default
    QVERIFY(field<QCheckBox>(desk, "removeReferences")->isChecked());
    QVERIFY(field<QLineEdit>(desk, "password")->placeholderText().contains(QLatin1String("env:NAME")));
    auto *database = field<QLineEdit>(desk, "database");
    type(database, QStringLiteral("people.db"));
    const auto *given = desk.controller.document().project().findParameter("database");
    QVERIFY(given != nullptr && std::holds_alternative<project::FilePath>(given->value));
    type(field<QLineEdit>(desk, "password"), QStringLiteral("hunter2")); // no secret stands in a project
    QVERIFY(!said(desk, "password").isEmpty());
    QVERIFY(desk.controller.document().project().findParameter("password") == nullptr);
}

void tst_parameters::whatTheConnectorRefusesStandsAtItsField()
{
    MemoryDesktop desk;
    desk.action("connectorAsk")->trigger();
    QVERIFY(desk.settle());
    field<QPlainTextEdit>(desk, "answers")->setPlainText(QStringLiteral("[{"));
    auto *validate = form(desk)->findChild<QPushButton *>(QStringLiteral("parameterValidate"));
    QVERIFY(!form(desk)->findChild<QLabel *>(QStringLiteral("parameterUnasked"))->isHidden());
    validate->click();
    QVERIFY(desk.settle());
    QVERIFY(!said(desk, "answers").isEmpty());
    QVERIFY(said(desk, "seed").isEmpty());
    field<QPlainTextEdit>(desk, "answers")->setPlainText(QStringLiteral("[]"));
    form(desk)->findChild<QPushButton *>(QStringLiteral("parameterValidate"))->click();
    QVERIFY(desk.settle());
    QVERIFY(said(desk, "answers").isEmpty());
}

void tst_parameters::aValueThatDoesNotMatchItsPatternIsSaidAtOnce()
{
    MemoryDesktop desk;
    desk.action("connectorAsk")->trigger();
    QVERIFY(desk.settle());
    type(field<QLineEdit>(desk, "exportDefaultPageSize"), QStringLiteral("many"));
    QVERIFY(said(desk, "exportDefaultPageSize").contains(QLatin1String("[0-9]+")));
    type(field<QLineEdit>(desk, "exportDefaultPageSize"), QStringLiteral("7"));
    QVERIFY(said(desk, "exportDefaultPageSize").isEmpty());
}

void tst_parameters::aParameterThatIsNotDeclaredCanBeAddedAndRemoved()
{
    MemoryDesktop desk;
    const auto &document = desk.controller.document();
    form(desk)->findChild<QLineEdit *>(QStringLiteral("parameterAddName"))->setText(QStringLiteral("Tenant Url"));
    form(desk)->findChild<QPushButton *>(QStringLiteral("parameterAdd"))->click();
    type(field<QLineEdit>(desk, "Tenant Url"), QStringLiteral("https://bob:secret@tenant.example/x"));
    QCOMPARE(std::get<std::string>(document.project().findParameter("Tenant Url")->value),
             std::string("https://bob:secret@tenant.example/x"));
    // Where it writes to stands in the title, without what nobody is to see.
    const auto title = desk.window.windowTitle();
    QVERIFY2(title.contains(QLatin1String("memory.so")) && title.contains(QLatin1String("tenant.example")), qPrintable(title));
    QVERIFY2(!title.contains(QLatin1String("secret")), qPrintable(title));

    auto *kind = form(desk)->findChild<QComboBox *>(QStringLiteral("parameterAddKind"));
    kind->setCurrentIndex(1); // a secret
    form(desk)->findChild<QLineEdit *>(QStringLiteral("parameterAddName"))->setText(QStringLiteral("Key"));
    form(desk)->findChild<QPushButton *>(QStringLiteral("parameterAdd"))->click();
    QVERIFY(std::holds_alternative<SecretReference>(document.project().findParameter("Key")->value));
    form(desk)->findChild<QToolButton *>(QStringLiteral("parameterRemove_Key"))->click();
    QVERIFY(document.project().findParameter("Key") == nullptr);
    QVERIFY(field<QLineEdit>(desk, "Key") == nullptr);
    desk.action("editUndo")->trigger();
    QVERIFY(document.project().findParameter("Key") != nullptr);
}

void tst_parameters::aConnectorOfTheCatalogueIsChosenByName()
{
    test::Desktop desk;
    choose(desk, QStringLiteral("memory"));
    QCOMPARE(desk.controller.document().project().connector.name, std::string("memory"));
    QVERIFY2(about(desk).contains(QLatin1String("memory")), qPrintable(about(desk)));
    QVERIFY(desk.window.windowTitle().contains(QStringLiteral("→ memory")));
}

void tst_parameters::aCommandIsAConnectorThatRuns()
{
    MemoryDesktop desk;
    choose(desk, host + QLatin1Char(' ') + memory);
    const auto &connector = desk.controller.document().project().connector;
    QCOMPARE(connector.command, host.toStdString());
    QCOMPARE(connector.arguments, std::vector<std::string>{memory.toStdString()});
    QVERIFY2(desk.failure.isEmpty(), qPrintable(desk.failure));
    QVERIFY2(desk.controller.document().inspection(), qPrintable(desk.find<QLabel>("connectorProblem")->text()));
    desk.action("runRun")->trigger();
    QVERIFY2(desk.waitEnded(), qPrintable(desk.failure));
    QCOMPARE((*desk.controller.story().result())->status, std::string("success"));
    QCOMPARE(desk.controller.story().handOvers().size(), std::size_t(4));

    choose(desk, QStringLiteral("/no/such/program --now"));
    QVERIFY(desk.find<QLabel>("connectorProblem")->isVisibleTo(desk.find<QWidget>("connectorPane")));
    QVERIFY(desk.find<QLabel>("connectorProblem")->text().contains(QLatin1String("/no/such/program")));
}

void tst_parameters::aConnectorThatIsOpenedByHandAsksForItsSecret()
{
    test::Desktop desk;
    desk.controller.openPath(memory);
    QVERIFY(desk.settle());
    type(field<QLineEdit>(desk, "bindPassword"), QStringLiteral("prompt"));
    QString asked;
    QTimer answers;
    QObject::connect(&answers, &QTimer::timeout, &answers, [&asked] {
        if (auto *dialog = qobject_cast<QInputDialog *>(QApplication::activeModalWidget())) {
            asked = dialog->labelText();
            dialog->setTextValue(QStringLiteral("hunter2"));
            dialog->accept();
        }
    });
    answers.start(20);
    form(desk)->findChild<QPushButton *>(QStringLiteral("parameterValidate"))->click();
    QVERIFY(desk.settle());
    QVERIFY2(asked.contains(QLatin1String("bindPassword")), qPrintable(asked));
    QVERIFY(desk.controller.document().inspection());
    for (const auto *line : form(desk)->findChildren<QLineEdit *>())
        QVERIFY(!line->text().contains(QLatin1String("hunter2")));
}

void tst_parameters::aConnectorThatWasBuiltAnewIsReloaded()
{
    const QTemporaryDir folder;
    const auto file = folder.filePath(QStringLiteral("mine.so"));
    QVERIFY(QFile::copy(memory, file));
    test::Desktop desk;
    desk.controller.openPath(file);
    QVERIFY(desk.settle());
    QVERIFY(field<QLineEdit>(desk, "bindPassword") != nullptr);
    QVERIFY(QFile::remove(file) && QFile::copy(sql, file)); // as a build leaves it
    QVERIFY(QTest::qWaitFor([&] { return desk.find<QFrame>("reloadNotice") != nullptr; }, 20'000));
    desk.find<QPushButton>("reloadAccept")->click();
    QVERIFY(desk.settle());
    QVERIFY(field<QLineEdit>(desk, "bindPassword") == nullptr);
    QVERIFY(field<QComboBox>(desk, "driver") != nullptr);
}

QTEST_MAIN(tst_parameters)
#include "tst_parameters.moc"
