#include "core/model/distinguished_name.h"
#include "core/space/dn_matcher.h"
#include "core/space/space.h"
#include "tests/space/rich_object.h"
#include "tests/space/space_words.h"

#include <QtTest>

#include <random>

using namespace anchorage;
using namespace anchorage::space;

namespace {

constexpr auto Ldap = MADistinguishedNameStyle::Ldap;

} // namespace

class TestReferences : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void referrersAreImagesPendingAndUnconfirmed();
    void referrersFollowEdits();
    void renameRewritesEveryReference();
    void renameToAReferencedNameLeavesOneValue();
    void renameToATakenDnChangesNothing();
    void renameMayChangeOnlyTheSpelling();
    void renamePseudoAttributeIsNoReference();
    void renameAmongManyReferrersKeepsTheIndexRight();
    void matcherAgreesWithDnKey();
};

void TestReferences::referrersAreImagesPendingAndUnconfirmed()
{
    Space space(Ldap);
    const std::vector<AttributeValue> toAnn{Reference{"CN=Ann"}};
    SpaceObject imaged = user("cn=imaged");
    imaged.image.emplace().attributes.push_back({"manager", AttributeType::Reference, false, toAnn});
    SpaceObject pending = user("cn=pending");
    pending.pending = {PendingOperation::Update, {}, {memberChange({}, toAnn)}};
    SpaceObject unconfirmed = user("cn=unconfirmed");
    unconfirmed.unconfirmed = {memberChange(toAnn)};
    SpaceObject text = user("cn=text");
    text.image.emplace().attributes.push_back({"note", AttributeType::String, false, {std::string("cn=ann")}});
    const auto a = *space.insert(imaged);
    const auto b = *space.insert(pending);
    const auto c = *space.insert(unconfirmed);
    QVERIFY(space.insert(text));
    QCOMPARE(space.referrers("cn=ann"), (std::vector<ObjectIndex>{a, b, c}));
    QVERIFY(space.referrers("cn=bob").empty());
}

void TestReferences::referrersFollowEdits()
{
    Space space(Ldap);
    const auto index = *space.insert(user("cn=g"));
    QVERIFY(space.referrers("cn=a").empty());
    SpaceObject group = space.object(index);
    group.pending = {PendingOperation::Update, {}, {memberChange({Reference{"cn=a"}})}};
    QVERIFY(space.replace(index, group));
    QCOMPARE(space.referrers("cn=a"), std::vector<ObjectIndex>{index});
    group.pending.changes = {memberChange({Reference{"cn=b"}})};
    QVERIFY(space.replace(index, group));
    QVERIFY(space.referrers("cn=a").empty());
    group.pending.changes = {memberChange({Reference{"cn=a"}})};
    QVERIFY(space.replace(index, group));
    QCOMPARE(space.referrers("cn=a"), std::vector<ObjectIndex>{index});
    space.erase(index);
    QVERIFY(space.referrers("cn=a").empty());
}

void TestReferences::renameRewritesEveryReference()
{
    Space space(Ldap);
    const auto ann = *space.insert(user("cn=Ann"));
    SpaceObject group = richObject();
    const std::vector<AttributeValue> members{Reference{"cn=x"}, Reference{"CN=ann"}, Reference{"cn=y"}};
    group.image->attributes[5].values = members;
    group.pending.changes = {memberChange(members, {Reference{"cn=ANN"}})};
    group.unconfirmed = {memberChange(members)};
    const auto index = *space.insert(group);
    group.identifier = space.identifier(index);
    SpaceObject self = space.object(ann);
    self.image.emplace().attributes.push_back({"manager", AttributeType::Reference, false, {Reference{"cn=ann"}}});
    QVERIFY(space.replace(ann, self));

    QVERIFY(space.rename(ann, "cn=Ann Smith-Considerably-Longer,ou=people", true));
    QCOMPARE(space.dn(ann), std::string_view("cn=Ann Smith-Considerably-Longer,ou=people"));
    QVERIFY(space.object(ann).temporaryDn);
    QVERIFY(space.object(ann).image->attributes[0].values[0] == AttributeValue(Reference{std::string(space.dn(ann))}));
    QVERIFY(!space.find("cn=ann"));
    QCOMPARE(space.find(space.dn(ann)), std::optional(ann));

    const AttributeValue renamed = Reference{std::string(space.dn(ann))};
    group.image->attributes[5].values[1] = renamed;
    group.pending.changes[0].values[1].value = renamed;
    group.pending.changes[0].values[3].value = renamed;
    group.unconfirmed[0].values[1].value = renamed;
    QVERIFY(space.object(index) == group); // everything else as it was
    QVERIFY(space.referrers("cn=ann").empty());
    QCOMPARE(space.referrers(space.dn(ann)), (std::vector<ObjectIndex>{ann, index}));

    const std::string again = "7";
    QVERIFY(space.rename(ann, again, false));
    QCOMPARE(space.referrers(again), (std::vector<ObjectIndex>{ann, index}));
    QVERIFY(!space.object(ann).temporaryDn);
}

void TestReferences::renameToAReferencedNameLeavesOneValue()
{
    Space space(Ldap);
    const auto ann = *space.insert(user("cn=ann"));
    SpaceObject group = user("cn=g");
    group.image.emplace().attributes.push_back(
        {"member", AttributeType::Reference, true, {Reference{"cn=ann"}, Reference{"cn=x"}, Reference{"CN=new"}}});
    group.pending = {PendingOperation::Update, {}, {memberChange({Reference{"cn=ann"}}, {Reference{"cn=new"}})}};
    const auto index = *space.insert(group);
    QVERIFY(space.rename(ann, "cn=new", false));
    QVERIFY(space.object(index).image->attributes[0].values
            == (std::vector<AttributeValue>{Reference{"cn=new"}, Reference{"cn=x"}}));
    // An add and a delete are two things, also of one value (compose-1: never tidied).
    QCOMPARE(space.object(index).pending.changes[0].values.size(), std::size_t(2));
}

void TestReferences::renameToATakenDnChangesNothing()
{
    Space space(Ldap);
    const auto ann = *space.insert(user("cn=ann"));
    QVERIFY(space.insert(user("cn=bob")));
    SpaceObject group = user("cn=g");
    group.pending = {PendingOperation::Update, {}, {memberChange({Reference{"cn=ann"}})}};
    QVERIFY(space.insert(group));
    const Space before = space;
    const auto refused = space.rename(ann, "CN=Bob", false);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Input);
    QVERIFY(space == before);
}

void TestReferences::renameMayChangeOnlyTheSpelling()
{
    Space space(Ldap);
    const auto ann = *space.insert(user("cn=ann"));
    QVERIFY(space.rename(ann, "CN=Ann", false));
    QCOMPARE(space.dn(ann), std::string_view("CN=Ann"));
    QCOMPARE(space.find("cn=ann"), std::optional(ann));
}

void TestReferences::renamePseudoAttributeIsNoReference()
{
    Space space(Ldap);
    const auto ann = *space.insert(user("cn=ann"));
    SpaceObject other = user("cn=x");
    AttributeChange rename = AttributeChange::rename("cn=ann", "cn=x");
    rename.type = AttributeType::Reference;
    for (auto &value : rename.values)
        value.value = Reference{toText(value.value)};
    other.unconfirmed = {rename};
    other.pending = {PendingOperation::Update, {}, {rename}};
    const auto index = *space.insert(other);
    QCOMPARE(space.pendingReferenceCount(index), 0U);
    QVERIFY(space.referrers("cn=ann").empty());
    QVERIFY(space.rename(ann, "cn=z", false));
    QVERIFY(space.object(index).unconfirmed == other.unconfirmed);
}

void TestReferences::renameAmongManyReferrersKeepsTheIndexRight()
{
    // More renames than the index takes before it is built anew.
    Space space(Ldap);
    SpaceObject group = user("cn=group");
    std::vector<AttributeValue> members;
    constexpr ObjectIndex count = 6000;
    for (ObjectIndex i = 0; i < count; ++i) {
        const std::string dn = "cn=temporary" + std::to_string(i);
        QVERIFY(space.insert(user(dn)));
        if (i % 100 == 0)
            members.emplace_back(Reference{dn});
    }
    group.pending = {PendingOperation::Update, {}, {memberChange(members)}};
    const auto index = *space.insert(group);
    QVERIFY(space.referrers("cn=nobody").empty());
    for (int round = 0; round < 100; ++round) {
        for (ObjectIndex i = 0; i < count; i += 100)
            QVERIFY(space.rename(i, "cn=name" + std::to_string(i) + "-" + std::to_string(round), false));
    }
    for (ObjectIndex i = 0; i < count; i += 100)
        QCOMPARE(space.referrers(space.dn(i)), std::vector<ObjectIndex>{index});
}

void TestReferences::matcherAgreesWithDnKey()
{
    // The shortcut of a comparison must never say otherwise than the keys.
    static const char *const pieces[] = {"cn", "CN",  "=",    "=", ",",  ",", " ",        "  ",           "a", "A", "b", "+sn=",
                                         ";",  "\\,", "\\2c", "#", "\"", "é", "\xc3\x89", "\xe2\x84\xaa", "k", "\t"};
    std::mt19937 random(7);
    const auto make = [&random] {
        std::string dn;
        for (std::size_t i = random() % 9; i > 0; --i)
            dn += pieces[random() % std::size(pieces)];
        return dn;
    };
    int equal = 0;
    for (int i = 0; i < 300'000; ++i) {
        const std::string a = make();
        std::string b = i % 2 == 0 ? make() : a;
        if (i % 2 != 0 && !b.empty())
            b.replace(random() % b.size(), 1, pieces[random() % std::size(pieces)]);
        for (const auto style : {MADistinguishedNameStyle::None, MADistinguishedNameStyle::Ldap}) {
            const bool expected = dnKey(a, style) == dnKey(b, style);
            equal += expected ? 1 : 0;
            QVERIFY2(DnMatcher(a, style).matches(b) == expected, ("\"" + a + "\" and \"" + b + "\"").c_str());
        }
    }
    QVERIFY2(equal > 10'000, "too few pairs are equal for this to mean anything");
}

QTEST_APPLESS_MAIN(TestReferences)
#include "tst_space_references.moc"
