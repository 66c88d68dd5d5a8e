#include "core/space/space.h"
#include "tests/space/rich_object.h"
#include "tests/space/space_words.h"

#include <QtTest>

#include <thread>

using namespace anchorage;
using namespace anchorage::space;

namespace {

constexpr auto Ldap = MADistinguishedNameStyle::Ldap;

} // namespace

class TestSpace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void objectComesBackAsItWasPutIn();
    void originComesBackAsItWas_data();
    void originComesBackAsItWas();
    void cheapAccessorsSayWhatTheObjectSays();
    void identifiersAreMadeTheSameWayEveryTime();
    void leftDnGivesItsNextOwnerAnotherIdentifier();
    void dnIsFoundByStyle();
    void dnAndIdentifierAreHeldOnce();
    void styleChangesOnlyWhenNamesStayDifferent();
    void replacingCanChangeTheDn();
    void erasedObjectIsAHole();
    void anchorsFindTheirObject();
    void anchorsFollowEdits();
    void snapshotKeepsItsState();
    void movedFromSpaceIsEmpty();
    void recordedEntriesComeBack();
    void equalityIgnoresHoles();
    void copiesMayBeReadInTwoThreads();
};

void TestSpace::objectComesBackAsItWasPutIn()
{
    Space space(Ldap);
    SpaceObject object = richObject();
    const auto index = space.insert(object);
    QVERIFY(index);
    object.identifier = space.identifier(*index);
    QVERIFY(space.object(*index) == object);

    SpaceObject bare = user("cn=bare");
    const auto second = space.insert(bare);
    bare.identifier = space.identifier(*second);
    QVERIFY(space.object(*second) == bare);

    SpaceObject withEmptyImage = user("cn=known and empty");
    withEmptyImage.image.emplace();
    QVERIFY(space.object(*space.insert(withEmptyImage)).image.has_value());
}

void TestSpace::originComesBackAsItWas_data()
{
    QTest::addColumn<QString>("origin");
    for (const char *origin :
         {"", "#3", "a.ldif:7", "a.ldif:07", "a.ldif:", ":0", "C:\\x.xml:12", "12", "a:18446744073709551616", "a:1b"})
        QTest::newRow(*origin == '\0' ? "none" : origin) << QString::fromLatin1(origin);
}

void TestSpace::originComesBackAsItWas()
{
    QFETCH(QString, origin);
    Space space;
    SpaceObject object = user("cn=a");
    object.origin = origin.toStdString();
    object.pending.newDn = "cn=b";
    const auto index = space.insert(object);
    QCOMPARE(space.object(*index).origin, origin.toStdString());
    QCOMPARE(space.pendingNewDn(*index), std::optional<std::string>("cn=b"));
}

void TestSpace::cheapAccessorsSayWhatTheObjectSays()
{
    Space space(Ldap);
    const auto index = *space.insert(richObject());
    QCOMPARE(space.dn(index), std::string_view("cn=Rich,ou=x"));
    QCOMPARE(space.type(index), std::string_view("user"));
    QCOMPARE(space.pendingOperation(index), PendingOperation::Update);
    QVERIFY(space.hasImage(index));
    QVERIFY(space.dropped(index));
    QCOMPARE(space.pendingNewDn(index), std::optional<std::string>("cn=Richer,ou=x"));
    QCOMPARE(space.pendingReferenceCount(index), 1U); // order-1: adds only

    const auto bare = *space.insert(user("cn=bare"));
    QCOMPARE(space.pendingOperation(bare), PendingOperation::None);
    QVERIFY(!space.hasImage(bare));
    QVERIFY(!space.dropped(bare));
    QVERIFY(!space.pendingNewDn(bare));
    QCOMPARE(space.pendingReferenceCount(bare), 0U);
}

void TestSpace::identifiersAreMadeTheSameWayEveryTime()
{
    Space one(Ldap);
    Space two(Ldap);
    for (const char *dn : {"cn=a", "cn=b"}) {
        const auto index = *one.insert(user(dn));
        QVERIFY(!one.identifier(index).isNull());
        QCOMPARE(two.identifier(*two.insert(user(dn))), one.identifier(index));
        QCOMPARE(one.findIdentifier(one.identifier(index)), std::optional(index));
    }
    QVERIFY(!one.findIdentifier(Guid::fromName("nobody")));
}

void TestSpace::leftDnGivesItsNextOwnerAnotherIdentifier()
{
    Space space(Ldap);
    const auto first = *space.insert(user("cn=a"));
    QVERIFY(space.rename(first, "cn=b", false));
    const auto second = *space.insert(user("cn=a"));
    QVERIFY(space.identifier(first) != space.identifier(second));
}

void TestSpace::dnIsFoundByStyle()
{
    Space ldap(Ldap);
    const auto index = *ldap.insert(user("CN=Ann, OU=x"));
    QCOMPARE(ldap.find("cn=ann,ou=x"), std::optional(index));
    QVERIFY(!ldap.find("cn=ann"));
    QVERIFY(!ldap.find(""));

    Space generic(MADistinguishedNameStyle::Generic);
    const auto other = *generic.insert(user("Ann, x"));
    QCOMPARE(generic.find("ann, X"), std::optional(other));
    QVERIFY(!generic.find("ann,x"));
}

void TestSpace::dnAndIdentifierAreHeldOnce()
{
    Space space(Ldap);
    SpaceObject first = user("cn=Ann,ou=x");
    first.origin = "users.ldif:3";
    const auto index = *space.insert(first);

    const auto sameDn = space.insert(user("CN=ann, OU=x"));
    QVERIFY(!sameDn);
    QCOMPARE(sameDn.error().code, ErrorCode::Input);
    QCOMPARE(sameDn.error().where.entry, std::string("CN=ann, OU=x"));
    QVERIFY(sameDn.error().message.find("cn=Ann,ou=x") != std::string::npos);
    QVERIFY(sameDn.error().message.find("users.ldif:3") != std::string::npos);

    SpaceObject sameIdentifier = user("cn=bob");
    sameIdentifier.identifier = space.identifier(index);
    const auto refused = space.insert(sameIdentifier);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Input);
    QVERIFY(refused.error().message.find("cn=Ann,ou=x") != std::string::npos);
    QCOMPARE(space.size(), std::size_t(1));
}

void TestSpace::styleChangesOnlyWhenNamesStayDifferent()
{
    Space space(MADistinguishedNameStyle::Generic);
    const auto ann = *space.insert(user("cn=ann,ou=x"));
    const auto other = *space.insert(user("cn=ann, ou=x"));
    const auto refused = space.setStyle(Ldap);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Input);
    QCOMPARE(space.style(), MADistinguishedNameStyle::Generic);
    QCOMPARE(space.find("cn=ann, ou=x"), std::optional(other));

    SpaceObject group = user("cn=g");
    group.pending = {PendingOperation::Update, {}, {memberChange({Reference{"CN=ann,OU= x"}})}};
    const auto groupIndex = *space.insert(group);
    QVERIFY(space.referrers("cn=ann,ou=x").empty());
    space.erase(other);
    QVERIFY(space.setStyle(Ldap));
    QCOMPARE(space.find("CN=ann,  ou=x"), std::optional(ann));
    QCOMPARE(space.referrers("cn=ann,ou=x"), std::vector<ObjectIndex>{groupIndex});
}

void TestSpace::replacingCanChangeTheDn()
{
    Space space(Ldap);
    const auto index = *space.insert(user("cn=a"));
    const auto other = *space.insert(user("cn=b"));
    const Guid identifier = space.identifier(index);

    const auto refused = space.replace(index, user("CN=B"));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Input);
    QCOMPARE(space.dn(index), std::string_view("cn=a"));

    QVERIFY(space.replace(index, user("cn=c")));
    QVERIFY(!space.find("cn=a"));
    QCOMPARE(space.find("cn=c"), std::optional(index));
    QCOMPARE(space.identifier(index), identifier);
    QCOMPARE(space.findIdentifier(identifier), std::optional(index));
    QVERIFY(space.replace(other, user("cn=a")));

    SpaceObject stolen = space.object(other);
    stolen.identifier = identifier;
    QVERIFY(!space.replace(other, stolen));
    stolen.identifier = Guid::fromName("new");
    QVERIFY(space.replace(other, stolen));
    QCOMPARE(space.findIdentifier(Guid::fromName("new")), std::optional(other));
}

void TestSpace::erasedObjectIsAHole()
{
    Space space(Ldap);
    const auto first = *space.insert(user("cn=a"));
    const auto second = *space.insert(richObject());
    const Guid gone = space.identifier(second);
    space.erase(second);
    space.erase(second);
    QVERIFY(space.exists(first));
    QVERIFY(!space.exists(second));
    QVERIFY(!space.exists(77));
    QVERIFY(!space.find("cn=Rich,ou=x"));
    QVERIFY(!space.findIdentifier(gone));
    QCOMPARE(space.dn(second), std::string_view());
    QCOMPARE(space.type(second), std::string_view());
    QCOMPARE(space.pendingOperation(second), PendingOperation::None);
    QVERIFY(space.object(second) == SpaceObject());
    QVERIFY(space.referrers("cn=b").empty());
    const auto refused = space.replace(second, user("cn=z"));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::NotFound);
    QVERIFY(!space.rename(second, "cn=z", false));
    QCOMPARE(*space.insert(user("cn=Rich,ou=x")), ObjectIndex(2)); // an index is never used again
    space.addHole();
    QVERIFY(!space.exists(3));
    QCOMPARE(*space.insert(user("cn=after")), ObjectIndex(4));
}

void TestSpace::anchorsFindTheirObject()
{
    Space space(Ldap);
    SpaceObject a = user("cn=a");
    a.anchors = {{"id", std::int64_t{7}}, {"realm", std::string("x")}};
    SpaceObject group = user("cn=g");
    group.type = "group";
    group.anchors = a.anchors;
    SpaceObject unknown = user("cn=u");
    unknown.anchors = {{"id", std::nullopt}};
    const auto index = *space.insert(a);
    const auto groupIndex = *space.insert(group);
    QVERIFY(space.insert(unknown));

    const std::vector<AnchorAttribute> otherOrder{{"Realm", std::string("x")}, {"ID", std::int64_t{7}}};
    QCOMPARE(space.findAnchors("user", otherOrder), std::optional(index));
    QCOMPARE(space.findAnchors("Group", otherOrder), std::optional(groupIndex));
    QCOMPARE(space.findAnchors("", otherOrder), std::optional(index));
    QVERIFY(!space.findAnchors("role", otherOrder));
    QVERIFY(!space.findAnchors("user", {{"id", std::int64_t{7}}})); // a part of it
    QVERIFY(!space.findAnchors("user", {{"id", std::string("7")}, {"realm", std::string("x")}})); // another type
    QVERIFY(!space.findAnchors("user", {{"id", std::nullopt}})); // unknown equals nothing
    QVERIFY(!space.findAnchors("user", {}));
}

void TestSpace::anchorsFollowEdits()
{
    Space space(Ldap);
    const auto index = *space.insert(user("cn=a"));
    const std::vector<AnchorAttribute> anchors{{"id", std::int64_t{7}}};
    QVERIFY(!space.findAnchors("user", anchors));
    SpaceObject object = space.object(index);
    object.anchors = anchors;
    QVERIFY(space.replace(index, object));
    QCOMPARE(space.findAnchors("user", anchors), std::optional(index));
    object.anchors = {{"id", std::int64_t{8}}};
    QVERIFY(space.replace(index, object));
    QVERIFY(!space.findAnchors("user", anchors));
    space.erase(index);
    QVERIFY(!space.findAnchors("user", object.anchors));
}

void TestSpace::snapshotKeepsItsState()
{
    Space space(Ldap);
    for (int i = 0; i < 1000; ++i)
        QVERIFY(space.insert(user("cn=u" + std::to_string(i))));
    QVERIFY(space.referrers("cn=u1").empty());
    const Space snapshot = space;
    SpaceObject changed = space.object(5);
    changed.pending = {PendingOperation::Update, {}, {memberChange({Reference{"cn=u1"}})}};
    changed.type = "a type nobody had";
    QVERIFY(space.replace(5, changed));
    QVERIFY(space.rename(6, "cn=renamed", false));
    space.erase(7);
    QVERIFY(space.insert(user("cn=late")));
    space.addRecorded({0, {}});

    QCOMPARE(snapshot.size(), std::size_t(1000));
    QCOMPARE(snapshot.pendingOperation(5), PendingOperation::None);
    QCOMPARE(snapshot.type(5), std::string_view("user"));
    QCOMPARE(snapshot.find("cn=u6"), std::optional<ObjectIndex>(6));
    QVERIFY(!snapshot.find("cn=renamed"));
    QVERIFY(snapshot.exists(7));
    QVERIFY(!snapshot.find("cn=late"));
    QVERIFY(snapshot.referrers("cn=u1").empty());
    QVERIFY(snapshot.recorded().empty());
    QCOMPARE(space.referrers("cn=u1"), std::vector<ObjectIndex>{5});
    QVERIFY(!space.find("cn=u6"));
}

void TestSpace::movedFromSpaceIsEmpty()
{
    Space space(Ldap);
    QVERIFY(space.insert(user("cn=a")));
    const Space taken = std::move(space);
    QCOMPARE(taken.size(), std::size_t(1));
    QCOMPARE(space.size(), std::size_t(0)); // NOLINT(bugprone-use-after-move): that it is empty is the fact
    QVERIFY(space.insert(user("cn=a")));
}

void TestSpace::recordedEntriesComeBack()
{
    Space space(Ldap);
    const auto index = *space.insert(user("cn=a"));
    CsEntryChange entry;
    entry.identifier = Guid::fromName("x");
    entry.dn = "cn=a";
    entry.objectType = "user";
    entry.modification = ObjectModificationType::Update;
    entry.anchors = {{"id", std::int64_t{7}}};
    entry.changes = {AttributeChange::rename("cn=b", "cn=a"), memberChange({Reference{"cn=x"}}, {Reference{"cn=y"}})};
    space.addRecorded({index, entry});
    entry.modification = ObjectModificationType::Delete;
    entry.changes.clear();
    space.addRecorded({index, entry});
    QCOMPARE(space.recorded().size(), std::size_t(2));
    QVERIFY(space.recorded()[1] == (RecordedEntry{index, entry}));
    std::vector<ObjectModificationType> seen;
    for (const auto &recorded : space.recorded())
        seen.push_back(recorded.entry.modification);
    QCOMPARE(seen, (std::vector{ObjectModificationType::Update, ObjectModificationType::Delete}));
    QCOMPARE(space.recorded()[0].entry.changes.size(), std::size_t(2));
    space.clearRecorded();
    QVERIFY(space.recorded().empty());
}

void TestSpace::equalityIgnoresHoles()
{
    Space one(Ldap);
    QVERIFY(one.insert(user("cn=gone")));
    const auto a = *one.insert(user("cn=a"));
    one.addRecorded({a, {}});
    one.erase(0);
    Space two(Ldap);
    QVERIFY(two.insert(user("cn=a")));
    two.addRecorded({0, {}});
    QVERIFY(one == two);
    QVERIFY(two.insert(user("cn=b")));
    QVERIFY(!(one == two));
    QVERIFY(one.insert(user("cn=c")));
    QVERIFY(!(one == two));
}

void TestSpace::copiesMayBeReadInTwoThreads()
{
    Space space(Ldap);
    for (int i = 0; i < 5000; ++i) {
        SpaceObject object = user("cn=u" + std::to_string(i));
        object.anchors = {{"id", std::int64_t{i}}};
        object.image.emplace().attributes.push_back({"manager", AttributeType::Reference, false, {Reference{"cn=u0"}}});
        QVERIFY(space.insert(object));
    }
    // Both copies build the same lazy indexes; then one of them changes.
    Space copy = space;
    std::size_t found = 0;
    std::thread other([&copy, &found] {
        found = copy.referrers("cn=u0").size();
        copy.erase(0);
        found += copy.findAnchors("user", {{"id", std::int64_t{4999}}}) ? 1 : 0;
    });
    const auto here = space.referrers("cn=u0").size();
    QVERIFY(space.rename(0, "cn=zero", false));
    other.join();
    QCOMPARE(here, std::size_t(5000));
    QCOMPARE(found, std::size_t(5001));
    QCOMPARE(space.referrers("cn=zero").size(), std::size_t(5000));
}

QTEST_APPLESS_MAIN(TestSpace)
#include "tst_space.moc"
