// Composing without typing: paste, copy, generate, find, export. Through the window's actions.
#include "app/desktop/controller/generate.h"
#include "app/desktop/controller/paste.h"
#include "core/base/file.h"
#include "core/formats/format.h"
#include "core/model/distinguished_name.h"
#include "tests/desktop/desktop_fixture.h"

#include <QClipboard>
#include <QDialog>
#include <QFileDialog>
#include <QGuiApplication>
#include <QInputDialog>
#include <QMessageBox>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>

using namespace anchorage;
using namespace anchorage::desktop;

namespace {

SchemaAttribute attribute(std::string name, AttributeType type = AttributeType::String, bool multiValued = false)
{
    SchemaAttribute out;
    out.name = std::move(name);
    out.type = type;
    out.multiValued = multiValued;
    return out;
}

Schema schema()
{
    Schema out;
    out.types = {{"user",
                  false,
                  {attribute("displayName"), attribute("givenName"), attribute("sn"), attribute("mail"), attribute("title"),
                   attribute("active", AttributeType::Boolean), attribute("manager", AttributeType::Reference)},
                  {}},
                 {"group", false, {attribute("displayName"), attribute("member", AttributeType::Reference, true)}, {}}};
    return out;
}

} // namespace

class tst_compose : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::isolateSettings(m_folder); }
    void textsAreRecognisedByWhatIsInThem_data();
    void textsAreRecognisedByWhatIsInThem();
    void aPasteIsOneStepOfUndo();
    void aBadTextNamesItsLineAndChangesNothing();
    void anEditDuringAPasteIsNotLost();
    void whatIsCopiedAsJsonCanBePastedAgain();
    void aFormatSaysWhatItCannotHold();
    void generatedObjectsAreTheSameForTheSameSeed();
    void generatedReferencesLeadToObjectsAndNamesAreValid();
    void generatingFromTheDialogIsOneStepOfUndo();
    void withoutASchemaNothingIsGeneratedAndTheReasonIsTold();
    void findNextGoesRound();
    void objectsAreExportedInTheChosenFormat();

private:
    QTemporaryDir m_folder;
};

void tst_compose::textsAreRecognisedByWhatIsInThem_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("objects");
    QTest::newRow("LDIF") << QByteArray(
        "dn: cn=ann,ou=hq,dc=example\nchangetype: add\nobjectClass: user\nmail: ann@example.com\n")
                          << 1;
    QTest::newRow("CSV") << QByteArray("dn,objectType,mail\n\"cn=ann,ou=hq\",user,a@x\n\"cn=bob,ou=hq\",user,b@x\n") << 2;
    QTest::newRow("one object in JSON") << QByteArray("{\"dn\": \"cn=ann,ou=hq\", \"type\": \"user\", \"pending\": "
                                                      "{\"operation\": \"add\", \"attributes\": {\"mail\": \"a@x\"}}}")
                                        << 1;
    QTest::newRow("objects in JSON") << QByteArray(
        "[{\"dn\": \"cn=ann\", \"type\": \"user\", \"pending\": {\"operation\": \"add\"}},\n"
        " {\"dn\": \"cn=bob\", \"type\": \"user\", \"pending\": {\"operation\": \"add\"}}]")
                                     << 2;
    QTest::newRow("a space in JSON") << QByteArray(
        "{\"anchorageSpace\": 1, \"objects\": [{\"dn\": \"cn=ann\", \"type\": \"user\", \"pending\": {\"operation\": \"add\"}}]}")
                                     << 1;
    QTest::newRow("drop file") << QByteArray(
        "<mmsml xmlns=\"http://www.microsoft.com/mms/mmsml/v2\" step-type=\"export\"><directory-entries>"
        "<delta operation=\"add\" dn=\"cn=ann,ou=hq\"><primary-objectclass>user</primary-objectclass>"
        "<attr name=\"mail\" operation=\"add\" type=\"string\" multivalued=\"false\"><value>a@x</value></attr></delta>"
        "</directory-entries></mmsml>")
                               << 1;
}

void tst_compose::textsAreRecognisedByWhatIsInThem()
{
    QFETCH(QByteArray, text);
    QFETCH(int, objects);
    test::Desktop desktop;
    desktop.controller.document().load(space::Space(MADistinguishedNameStyle::Ldap), schema());
    QVERIFY(desktop.settle());
    const QSignalSpy failed(&desktop.controller, &Controller::failed);
    desktop.controller.disconnect(SIGNAL(failed(QString)), &desktop.window);
    QGuiApplication::clipboard()->setText(QString::fromUtf8(text));
    desktop.action("editPaste")->trigger();
    QVERIFY(desktop.settle());
    const auto &space = desktop.controller.document().space();
    QVERIFY2(failed.isEmpty(), qPrintable(failed.value(0).value(0).toString()));
    QCOMPARE(static_cast<int>(space.size()), objects);
    QCOMPARE(space.pendingOperation(0), space::PendingOperation::Add);
    QCOMPARE(space.type(0), "user");
}

void tst_compose::aPasteIsOneStepOfUndo()
{
    test::Desktop desktop;
    auto &document = desktop.controller.document();
    document.load(test::users(3), schema());
    QVERIFY(desktop.settle());
    const auto before = document.space();
    QGuiApplication::clipboard()->setText(QStringLiteral("dn,objectType,mail\ncn=a,user,a@x\ncn=b,user,b@x\ncn=c,user,c@x\n"));
    desktop.action("editPaste")->trigger();
    QVERIFY(desktop.settle());
    QCOMPARE(document.space().size(), 6U);
    desktop.action("editUndo")->trigger();
    QVERIFY(document.space() == before);
}

void tst_compose::aBadTextNamesItsLineAndChangesNothing()
{
    PasteRequest request;
    request.name = "clipboard";
    request.knowledge.schema = schema();
    TaskControl control;
    request.text = "dn: cn=a\nchangetype: add\nobjectClass: user\n\ndn: cn=b\nchangetype: nonsense\n";
    auto read = paste(request, test::users(1), control);
    QVERIFY(!read);
    QCOMPARE(read.error().where.file, "clipboard");
    QVERIFY2(read.error().where.line >= 5, read.error().text().c_str());

    request.text = "[{\"dn\": \"cn=a\", \"type\": \"user\"},\n {\"dn\": \"cn=b\", \"tipe\": \"user\"}]";
    read = paste(request, test::users(1), control);
    QVERIFY(!read);
    QCOMPARE(read.error().where.line, 2U);

    request.text = "just some words";
    read = paste(request, test::users(1), control);
    QVERIFY(!read);
    QVERIFY2(read.error().text().find("clipboard") != std::string::npos, read.error().text().c_str());
}

void tst_compose::anEditDuringAPasteIsNotLost()
{
    test::Desktop desktop;
    auto &document = desktop.controller.document();
    document.load(test::users(3), schema());
    QVERIFY(desktop.settle());
    QGuiApplication::clipboard()->setText(QStringLiteral("dn,objectType,mail\ncn=pasted,user,a@x\n"));
    desktop.action("editPaste")->trigger();
    desktop.action("objectAdd")->trigger(); // while the worker reads
    QVERIFY(desktop.settle());
    QCOMPARE(document.space().size(), 5U);
    QVERIFY(document.space().find("cn=pasted"));
    QVERIFY(document.space().find("cn=new user"));
}

void tst_compose::whatIsCopiedAsJsonCanBePastedAgain()
{
    test::Desktop desktop;
    auto &document = desktop.controller.document();
    document.load(test::users(4), schema());
    QVERIFY(desktop.settle());
    const auto before = document.space();
    desktop.find<QTableView>("objectsTable")->selectAll();
    desktop.action("editCopyJson")->trigger();
    QVERIFY(desktop.settle());
    document.load(space::Space(MADistinguishedNameStyle::Ldap), schema());
    QVERIFY(desktop.settle());
    desktop.action("editPaste")->trigger();
    QVERIFY(desktop.settle());
    QCOMPARE(document.space().size(), before.size());
    for (space::ObjectIndex i = 0; i < before.size(); ++i) {
        QCOMPARE(document.space().dn(i), before.dn(i));
        QVERIFY(document.space().object(i).pending == before.object(i).pending);
    }

    desktop.find<QTableView>("objectsTable")->selectRow(0);
    desktop.action("editCopyText")->trigger();
    QVERIFY(desktop.settle());
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("Add \"cn=user 1,ou=hq,dc=example\" mail:add(u1@example.com)\n"));
    desktop.action("editCopyLdif")->trigger();
    QVERIFY(desktop.settle());
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("mail: u1@example.com")));
}

void tst_compose::aFormatSaysWhatItCannotHold()
{
    test::Desktop desktop;
    auto &document = desktop.controller.document();
    space::Space space(MADistinguishedNameStyle::Ldap);
    space::SpaceObject object;
    object.type = "user";
    object.dn = "cn=ann";
    object.image = space::Image{{{"mail", AttributeType::String, false, {std::string("a@x")}}}};
    object.pending = {space::PendingOperation::Delete, {}, {}};
    QVERIFY(space.insert(object));
    document.load(space, schema());
    QVERIFY(desktop.settle());
    desktop.action("fileExportObjects")->trigger();
    auto *dialog = desktop.find<QFileDialog>("exportObjectsDialog");
    QVERIFY(dialog != nullptr);
    dialog->selectNameFilter(dialog->nameFilters().filter(QStringLiteral("LDIF")).value(0));
    dialog->selectFile(m_folder.filePath(QStringLiteral("lossy.ldif")));
    static_cast<QDialog *>(dialog)->accept();
    QVERIFY(desktop.settle());
    const auto *box = desktop.find<QMessageBox>("lossesBox");
    QVERIFY(box != nullptr);
    QVERIFY2(box->text().contains(QStringLiteral("images")), qPrintable(box->text()));
}

void tst_compose::generatedObjectsAreTheSameForTheSameSeed()
{
    TaskControl control;
    GenerateWish wish;
    wish.count = 300;
    wish.container = "ou=new,dc=example";
    const space::Space empty(MADistinguishedNameStyle::Ldap);
    const auto one = generate(wish, schema(), empty, control);
    const auto two = generate(wish, schema(), empty, control);
    QVERIFY(one);
    QVERIFY(two);
    QVERIFY(one->after == two->after);
    wish.seed = 2;
    const auto other = generate(wish, schema(), empty, control);
    QVERIFY(other);
    QVERIFY(!(one->after == other->after));
}

void tst_compose::generatedReferencesLeadToObjectsAndNamesAreValid()
{
    TaskControl control;
    GenerateWish wish;
    wish.count = 500;
    wish.container = "ou=new,dc=example";
    const auto made = generate(wish, schema(), space::Space(MADistinguishedNameStyle::Ldap), control);
    QVERIFY(made);
    int managers = 0;
    int members = 0;
    bool beyondLatin = false;
    for (const auto index : made->added) {
        const auto object = made->after.object(index);
        const auto valid = dnValidate(object.dn, MADistinguishedNameStyle::Ldap);
        QVERIFY2(valid, object.dn.c_str());
        beyondLatin = beyondLatin || QString::fromStdString(object.dn).contains(QRegularExpression(QStringLiteral("\\p{Han}")));
        for (const auto &change : object.pending.changes) {
            for (const auto &value : change.values) {
                if (const auto *to = std::get_if<Reference>(&value.value)) {
                    QVERIFY2(made->after.find(to->dn), to->dn.c_str());
                    (change.name == "manager" ? managers : members) += 1;
                }
            }
        }
    }
    QVERIFY(managers > 100);
    QVERIFY(members > 50);
    QVERIFY(beyondLatin);
}

void tst_compose::generatingFromTheDialogIsOneStepOfUndo()
{
    test::Desktop desktop;
    auto &document = desktop.controller.document();
    document.load(test::users(5), schema());
    QVERIFY(desktop.settle());
    desktop.action("editGenerate")->trigger();
    auto *dialog = desktop.find<QDialog>("generateDialog");
    QVERIFY(dialog != nullptr);
    dialog->findChild<QSpinBox *>(QStringLiteral("generateCount"))->setValue(40);
    dialog->accept();
    QVERIFY(desktop.settle());
    QCOMPARE(document.space().size(), 45U);
    QVERIFY(QString::fromUtf8(document.space().dn(44).data()).contains(QStringLiteral("ou=hq,dc=example")));
    desktop.action("editUndo")->trigger();
    QVERIFY(document.space() == test::users(5));
}

void tst_compose::withoutASchemaNothingIsGeneratedAndTheReasonIsTold()
{
    test::Desktop desktop;
    desktop.controller.document().load(test::users(1));
    QVERIFY(desktop.settle());
    QVERIFY(!desktop.action("editGenerate")->isEnabled());
    QVERIFY(desktop.action("editGenerate")->toolTip().contains(QStringLiteral("schema is not known")));
}

void tst_compose::findNextGoesRound()
{
    test::Desktop desktop;
    desktop.controller.document().load(test::users(30), schema());
    QVERIFY(desktop.settle());
    desktop.action("editFind")->trigger();
    auto *dialog = desktop.find<QInputDialog>("findDialog");
    QVERIFY(dialog != nullptr);
    dialog->setTextValue(QStringLiteral("type:group"));
    dialog->accept();
    QVERIFY(desktop.settle());
    const auto *table = desktop.find<QTableView>("objectsTable");
    QCOMPARE(table->currentIndex().row(), 9);
    QList<int> rows;
    for (int i = 0; i < 3; ++i) {
        desktop.action("editFindNext")->trigger();
        QVERIFY(desktop.settle());
        rows << table->currentIndex().row();
    }
    QCOMPARE(rows, (QList<int>{19, 29, 9}));
}

void tst_compose::objectsAreExportedInTheChosenFormat()
{
    test::Desktop desktop;
    desktop.controller.document().load(test::users(10), schema());
    QVERIFY(desktop.settle());
    desktop.find<QTableView>("objectsTable")->selectRow(2);
    desktop.action("fileExportSelected")->trigger();
    auto *dialog = desktop.find<QFileDialog>("exportObjectsDialog");
    QVERIFY(dialog != nullptr);
    dialog->selectNameFilter(dialog->nameFilters().filter(QStringLiteral("csexport")).value(0));
    const auto file = m_folder.filePath(QStringLiteral("one.xml"));
    dialog->selectFile(file);
    static_cast<QDialog *>(dialog)->accept();
    QVERIFY(desktop.settle());
    formats::LoadRequest request;
    request.path = file.toStdString();
    request.style = MADistinguishedNameStyle::Ldap;
    const auto loaded = formats::load(request);
    QVERIFY2(loaded, loaded ? "" : loaded.error().text().c_str());
    QCOMPARE(loaded->format, "csexport");
    QCOMPARE(loaded->space->size(), 1U);
    QCOMPARE(loaded->space->dn(0), "cn=user 3,ou=hq,dc=example");
}

QTEST_MAIN(tst_compose)
#include "tst_compose.moc"
