// Value adds and deletes set by hand in the entry editor.
#include "app/desktop/controller/edits.h"
#include "app/desktop/views/raw_changes.h"
#include "tests/desktop/desktop_fixture.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTreeWidget>

using namespace anchorage;
using namespace anchorage::desktop;

namespace {

Schema schema()
{
    const auto attribute = [](const char *name, AttributeType type, bool multiValued) {
        SchemaAttribute out;
        out.name = name;
        out.type = type;
        out.multiValued = multiValued;
        return out;
    };
    SchemaType user;
    user.name = "user";
    user.attributes = {attribute("mail", AttributeType::String, false), attribute("proxy", AttributeType::String, true),
                       attribute("floor", AttributeType::Integer, false), attribute("serial", AttributeType::String, false)};
    user.attributes[3].operation = AttributeOperation::ImportOnly;
    Schema schema;
    schema.types = {user};
    return schema;
}

class Editor : public test::Desktop {
public:
    explicit Editor(space::PendingOperation operation = space::PendingOperation::None)
    {
        space::Space space(MADistinguishedNameStyle::Ldap);
        space::SpaceObject object;
        object.type = "user";
        object.dn = "cn=ann,dc=example";
        object.pending.operation = operation;
        object.image = space::Image{{{"mail", AttributeType::String, false, {std::string("ann@x")}}}};
        if (operation == space::PendingOperation::Add)
            object.image.reset();
        ready = space.insert(object).has_value();
        controller.document().load(std::move(space), schema());
        ready = settle() && ready;
        find<QTableView>("objectsTable")->selectRow(0);
        find<QTabWidget>("entryTabs")->setCurrentIndex(1);
    }
    void set(const char *attribute, const char *value, const char *button)
    {
        auto *box = find<QComboBox>("rawAttribute");
        box->setCurrentIndex(box->findText(QString::fromLatin1(attribute)));
        find<QLineEdit>("rawValue")->setText(QString::fromLatin1(value));
        find<QPushButton>(button)->click();
    }
    std::vector<AttributeChange> changes() { return controller.document().space().object(0).pending.changes; }
    QString message() const { return find<QLabel>("entryMessage")->text(); }
    bool ready = false;
};

} // namespace

class tst_raw_changes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::isolateSettings(m_folder); }
    void aValueThatTheTargetDoesNotHaveCanBeDeleted();
    void addsStandBeforeDeletesAndNothingIsTidied();
    void whatIsNoValueOfTheTypeIsRefused();
    void aSecondValueOfASingleValuedAttributeIsRefused();
    void importOnlyAttributesAreNotOffered();
    void anObjectThatIsToBeAddedHasNoValueDeletes();
    void aValueIsTakenBackAndWithTheLastOneTheChange();
    void anObjectWithVeryManyValuesIsShownInPartAndEditedAllTheSame();

private:
    QTemporaryDir m_folder;
};

void tst_raw_changes::aValueThatTheTargetDoesNotHaveCanBeDeleted()
{
    Editor desk;
    QVERIFY(desk.ready);
    QVERIFY(!desk.find<QPushButton>("rawDelete")->isEnabled());
    desk.set("proxy", "smtp:gone@x", "rawDelete");
    QCOMPARE(desk.changes().size(), std::size_t(1));
    QVERIFY(desk.changes()[0] == AttributeChange::update("proxy", {}, {std::string("smtp:gone@x")}, AttributeType::String, true));
    QCOMPARE(desk.controller.document().space().pendingOperation(0), space::PendingOperation::Update);
    const auto *tree = desk.find<QTreeWidget>("rawTree");
    QCOMPARE(tree->topLevelItem(0)->text(0), QStringLiteral("proxy"));
    QCOMPARE(tree->topLevelItem(0)->child(0)->text(1), QStringLiteral("smtp:gone@x"));
    desk.action("editUndo")->trigger();
    QVERIFY(desk.changes().empty());
    QCOMPARE(tree->topLevelItemCount(), 0);
}

void tst_raw_changes::addsStandBeforeDeletesAndNothingIsTidied()
{
    Editor desk;
    desk.set("proxy", "b", "rawDelete");
    desk.set("proxy", "a", "rawAdd");
    desk.set("proxy", "b", "rawAdd"); // added and deleted: as it was set
    QVERIFY(desk.changes()[0]
            == AttributeChange::update("proxy", {std::string("a"), std::string("b")}, {std::string("b")}, AttributeType::String,
                                       true));
    desk.set("proxy", "b", "rawAdd");
    QVERIFY2(desk.message().contains(QStringLiteral("already")), qPrintable(desk.message()));
    QCOMPARE(desk.changes()[0].values.size(), std::size_t(3));
}

void tst_raw_changes::whatIsNoValueOfTheTypeIsRefused()
{
    Editor desk;
    desk.set("floor", "third", "rawAdd");
    QVERIFY(desk.changes().empty());
    QVERIFY2(desk.message().startsWith(QStringLiteral("floor:")), qPrintable(desk.message()));
    desk.set("floor", "3", "rawAdd");
    QVERIFY(desk.message().isEmpty());
    QVERIFY(desk.changes()[0].values[0].value == AttributeValue(std::int64_t(3)));
}

void tst_raw_changes::aSecondValueOfASingleValuedAttributeIsRefused()
{
    Editor desk;
    desk.set("mail", "new@x", "rawAdd");
    desk.set("mail", "ann@x", "rawDelete");
    desk.set("mail", "other@x", "rawAdd");
    QVERIFY2(desk.message().contains(QStringLiteral("single-valued")), qPrintable(desk.message()));
    QVERIFY(desk.changes()[0]
            == AttributeChange::update("mail", {std::string("new@x")}, {std::string("ann@x")}, AttributeType::String, false));
}

void tst_raw_changes::importOnlyAttributesAreNotOffered()
{
    Editor desk;
    QVERIFY(desk.find<QComboBox>("rawAttribute")->findText(QStringLiteral("mail")) >= 0);
    QVERIFY(desk.find<QComboBox>("rawAttribute")->findText(QStringLiteral("serial")) < 0);
}

void tst_raw_changes::anObjectThatIsToBeAddedHasNoValueDeletes()
{
    Editor desk(space::PendingOperation::Add);
    desk.set("mail", "ann@x", "rawDelete");
    QVERIFY(desk.changes().empty());
    QVERIFY2(desk.message().contains(QStringLiteral("belong to an update")), qPrintable(desk.message()));
}

void tst_raw_changes::aValueIsTakenBackAndWithTheLastOneTheChange()
{
    Editor desk;
    desk.set("proxy", "a", "rawAdd");
    desk.set("proxy", "b", "rawAdd");
    auto *tree = desk.find<QTreeWidget>("rawTree");
    tree->setCurrentItem(tree->topLevelItem(0)->child(0));
    QVERIFY(desk.find<QPushButton>("rawTakeBack")->isEnabled());
    desk.find<QPushButton>("rawTakeBack")->click();
    QVERIFY(desk.changes()[0] == AttributeChange::update("proxy", {std::string("b")}, {}, AttributeType::String, true));
    tree->setCurrentItem(tree->topLevelItem(0)->child(0));
    QTest::keyClick(tree, Qt::Key_Delete);
    QVERIFY(desk.changes().empty());
    QCOMPARE(desk.controller.document().space().pendingOperation(0), space::PendingOperation::None);
}

void tst_raw_changes::anObjectWithVeryManyValuesIsShownInPartAndEditedAllTheSame()
{
    Editor desk;
    std::vector<AttributeValue> many;
    for (int i = 0; i < 5'000; ++i)
        many.emplace_back("smtp:" + std::to_string(i) + "@x");
    auto object = desk.controller.document().space().object(0);
    object.pending.operation = space::PendingOperation::Update;
    object.pending.changes = {AttributeChange::update("proxy", std::move(many), {}, AttributeType::String, true)};
    QVERIFY(replaceObject(desk.controller.document(), QStringLiteral("many"), 0, std::move(object)));
    QVERIFY(desk.settle());
    auto *tree = desk.find<QTreeWidget>("rawTree");
    QCOMPARE(tree->topLevelItem(0)->childCount(), 2'001);
    QCOMPARE(tree->topLevelItem(0)->child(2'000)->text(1), QStringLiteral("and 3000 more"));

    desk.set("proxy", "smtp:more@x", "rawAdd");
    QVERIFY(desk.settle());
    QCOMPARE(desk.changes()[0].values.size(), std::size_t(5'001));
    QVERIFY(desk.find<QLineEdit>("rawValue")->text().isEmpty());
    QCOMPARE(desk.find<QComboBox>("rawAttribute")->currentText(), QStringLiteral("proxy"));
    tree->setCurrentItem(tree->topLevelItem(0)->child(7));
    desk.find<QPushButton>("rawTakeBack")->click();
    QVERIFY(desk.settle());
    QCOMPARE(desk.changes()[0].values.size(), std::size_t(5'000));
    QVERIFY(desk.changes()[0].values[7].value == AttributeValue(std::string("smtp:8@x")));
    desk.action("editUndo")->trigger();
    QVERIFY(desk.settle());
    QCOMPARE(desk.changes()[0].values.size(), std::size_t(5'001));
}

QTEST_MAIN(tst_raw_changes)
#include "tst_raw_changes.moc"
