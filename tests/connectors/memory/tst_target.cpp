// What the memory directory does with well-formed hand-overs: takes them, or refuses with the field's code.
#include "tests/connectors/memory/hand_overs.h"

#include <QTest>

using namespace anchorage;
using namespace anchorage::memory::test;

namespace {

const std::string ldapSeed = R"([{"dn":"ou=a","type":"organizationalUnit","attributes":{"id":"100"}},
    {"dn":"cn=x,ou=a","type":"user","attributes":{"id":"101","title":"A"}}])";
const std::string flatSeed = R"([{"dn":"u1","type":"user","attributes":{"id":"1","title":"A","proxy":["a","b"],"manager":"u2"}},
    {"dn":"u2","type":"user","attributes":{"id":"2"}},
    {"dn":"g1","type":"group","attributes":{"id":"3","member":["u1","u2"]}}])";

struct Step {
    Parameters parameters;
    CsEntryChange entry;
    std::string answer;
    std::string content = {}; ///< empty: not looked at
};

const std::vector<std::pair<const char *, Step>> &steps()
{
    static const std::vector<std::pair<const char *, Step>> all = {
        {"an Add is answered with an anchor the directory counts",
         {{}, add("u1", {plus("title", text({"A"}))}), "ok {id=1}", "u1{1} title(A)"}},
        {"a counter does not use a number that is taken", {{{"seed", flatSeed}}, add("u9"), "ok {id=4}"}},
        {"an existing object is refused", {{{"seed", flatSeed}}, add("U1"), "cd-existing-object"}},
        {"a missing object is refused", {{}, update("u1", "1", {set("title", text({"B"}))}), "cd-missing-object"}},
        {"an object under another anchor is a missing one",
         {{{"seed", flatSeed}}, update("u1", "77", {set("title", text({"B"}))}), "cd-missing-object"}},
        {"a missing object asks for an Add when told so",
         {{{"missingObject", "convertToAdd"}}, update("u1", "1", {set("title", text({"B"}))}), "convert-update-to-add"}},
        {"a missing object is made when told so",
         {{{"missingObject", "accept"}}, update("u1", "7", {set("title", text({"B"}))}), "ok", "u1{1} title(B)"}},
        {"deltas change what they name",
         {{{"seed", flatSeed}},
          update("u1", "1",
                 {delta("title", text({"B"}), text({"A"})), delta("proxy", text({"c"}), text({"b"})),
                  cleared("manager", AttributeType::Reference)}),
          "ok",
          "u1{1} title(B) proxy(a c); u2{2}; g1{3} member(u1 u2)"}},
        {"a deleted object leaves no reference behind",
         {{{"seed", flatSeed}}, del("u2", "2"), "ok", "u1{1} title(A) proxy(a b); g1{3} member(u1)"}},
        {"references follow a rename",
         {{{"seed", flatSeed}, {"objectRename", "1"}},
          update("u1", "1", {AttributeChange::rename("u7", "u1")}),
          "ok",
          "u7{1} title(A) proxy(a b) manager(u2); u2{2}; g1{3} member(u7 u2)"}},
        {"a name that is taken cannot be renamed to",
         {{{"seed", flatSeed}, {"objectRename", "1"}},
          update("u1", "1", {AttributeChange::rename("u2", "u1")}),
          "cd-existing-object"}},
        {"a reference to nothing is refused", {{}, add("g1", {plus("member", refs({"u1"}))}, "group"), "dn-attributes-failure"}},
        {"a reference to nothing asks for a retry when told so",
         {{{"missingReference", "retry"}}, add("g1", {plus("member", refs({"u1"}))}, "group"), "next-pass-retry"}},
        {"a second value for a single-valued attribute is refused",
         {{{"seed", flatSeed}}, update("u1", "1", {plus("title", text({"B"}))}), "constraint-violation"}},
        {"a short password is refused",
         {{{"minimumPasswordLength", "8"}, {"exportPasswordInFirstPass", "1"}},
          add("u1", {plus("export_password", text({"short"}))}),
          "password-policy-violation"}},
        {"Ldap: a missing parent is refused", {{{"distinguishedNameStyle", "Ldap"}}, add("cn=u1,ou=b"), "non-existent-parent"}},
        {"Ldap: a missing parent is asked for when told so",
         {{{"distinguishedNameStyle", "Ldap"}, {"missingParent", "provision"}}, add("cn=u1,ou=b"), "provision-parent"}},
        {"Ldap: naming contexts need no object",
         {{{"distinguishedNameStyle", "Ldap"}}, add("cn=u1,dc=example,dc=com"), "ok {id=1}"}},
        {"Ldap: a name that is none is refused", {{{"distinguishedNameStyle", "Ldap"}}, add("no name"), "invalid-dn"}},
        {"Ldap: an object with children cannot be deleted",
         {{{"distinguishedNameStyle", "Ldap"}, {"seed", ldapSeed}}, del("ou=a", "100", "organizationalUnit"), "cd-error"}},
        {"Ldap: children follow a rename",
         {{{"distinguishedNameStyle", "Ldap"}, {"objectRename", "1"}, {"seed", ldapSeed}},
          update("ou=a", "100", {AttributeChange::rename("ou=b", "ou=a")}, "organizationalUnit"),
          "ok",
          "ou=b{100}; cn=x,ou=b{101} title(A)"}},
        {"ObjectReplace takes away what is not in it",
         {{{"exportType", "ObjectReplace"}, {"seed", flatSeed}},
          whole("u1", "1", {plus("mail", text({"m"}))}),
          "ok",
          "u1{1} mail(m); u2{2}; g1{3} member(u1 u2)"}},
        {"a delete-add as Replace gets a new anchor and keeps its references",
         {{{"deleteAddAsReplace", "1"}, {"seed", flatSeed}},
          whole("u1", "1", {plus("mail", text({"m"}))}),
          "ok {id=4}",
          "u1{4} mail(m); u2{2}; g1{3} member(u1 u2)"}},
        {"None: the anchor becomes the name",
         {{{"distinguishedNameStyle", "None"}},
          add("1f9f0000-0000-4000-8000-000000000001", {plus("title", text({"A"}))}),
          "ok {id=1}",
          "1{1} title(A)"}},
        {"None: equal given anchors are one object",
         {{{"distinguishedNameStyle", "None"}, {"anchorKind", "given"}, {"seed", flatSeed}},
          add("t1", {plus("id", text({"u1"}))}),
          "ok {id=u1}"}},
        {"Generic: equal given anchors are a duplicate",
         {{{"anchorKind", "given"}, {"seed", flatSeed}}, add("u9", {plus("id", text({"1"}))}), "duplicate-anchor"}},
        {"an anchor over 800 bytes is refused", {{{"anchorKind", "dn"}}, add(std::string(801, 'x')), "anchor-too-long"}},
        {"a given anchor is required", {{{"anchorKind", "given"}}, add("u1"), "missing-provisioning-attribute"}},
        {"alterations are answered as success",
         {{{"alterations", "mail:lowercase, phone:drop"}},
          add("u1", {plus("mail", text({"A@X"})), plus("phone", text({"1"}))}),
          "ok {id=1}",
          "u1{1} mail(a@x)"}},
    };
    return all;
}

} // namespace

class TestTarget : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersAsATargetDoes_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < steps().size(); ++i)
            QTest::newRow(steps()[i].first) << static_cast<int>(i);
    }
    void answersAsATargetDoes()
    {
        QFETCH(int, index);
        const auto &step = steps()[static_cast<std::size_t>(index)].second;
        Run run(step.parameters);
        SAME(run.put({step.entry}), step.answer);
        if (!step.content.empty())
            SAME(run.content(), step.content);
    }
    /// Several children of a page ask for one parent; the engine sends it once per child (ecma2.md 3.1).
    void takesAParentThatIsProvisionedTwice()
    {
        Run run({{"distinguishedNameStyle", "Ldap"}, {"missingParent", "provision"}});
        SAME(run.put({add("cn=u1,ou=a"), add("cn=u2,ou=a")}), "provision-parent; provision-parent");
        SAME(run.put({add("ou=a", {}, "organizationalUnit"), add("cn=u1,ou=a")}), "ok {id=1}; ok {id=2}");
        SAME(run.put({add("ou=a", {}, "organizationalUnit"), add("cn=u2,ou=a")}), "ok {id=1}; ok {id=3}");
    }
    void refusesARenamedReferenceTargetOnlyUnderItsNewName()
    {
        Run run({{"objectRename", "1"}, {"seed", flatSeed}});
        SAME(run.put({update("u2", "2", {AttributeChange::rename("u5", "u2")})}), "ok");
        SAME(run.put({update("g1", "3", {delta("member", {}, refs({"u5"}))}, "group")}), "ok");
        SAME(run.content(), "u1{1} title(A) proxy(a b) manager(u5); u5{2}; g1{3} member(u1)");
    }
};

QTEST_APPLESS_MAIN(TestTarget)
#include "tst_target.moc"
