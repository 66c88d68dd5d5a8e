// Values of the domain: names, numbers, texts.
#include "core/model/base64.h"
#include "core/model/capabilities.h"
#include "core/model/csentry_change.h"
#include "core/model/distinguished_name.h"
#include "core/model/page_text.h"
#include "core/model/secret.h"
#include "core/model/value_text.h"

#include <QTest>

using namespace anchorage;

class TestValues : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void lyncCapabilityBits();
    void base64IsStrict();
    void pageTextOfTheDesignPage();
    void dnKeysMeetWhereNamesDo();
    void aBackslashBeforeABackslashEscapesNothing();
    void scrubberFindsEveryForm();
    void aSecretThatIsNoUtf8IsScrubbedOnce();
};

void TestValues::lyncCapabilityBits()
{
    const auto lync = MACapabilities::fromBits(2751960688U, MAExportType::AttributeUpdate); // ecma2.md 4.2
    QCOMPARE(lync.distinguishedNameStyle, MADistinguishedNameStyle::Ldap);
    QCOMPARE(lync.objectConfirmation, MAObjectConfirmation::NoAddAndDeleteConfirmation);
    QVERIFY(lync.concurrentOperation && lync.supportPartitions && lync.supportHierarchy && lync.deltaImport);
    QVERIFY(lync.noReferenceValuesInFirstExport && lync.objectRename && lync.deleteAddAsReplace);
    QVERIFY(!lync.fullExport && !lync.isDNAsAnchor);
}

void TestValues::base64IsStrict()
{
    for (const std::string &bytes :
         {std::string(), std::string("f"), std::string("fo"), std::string("foo"), std::string("\0\xff", 2)})
        QCOMPARE(*base64Decode(base64Encode(bytes)), bytes);
    for (const char *bad : {"Zg=", "Zg", "Z", "Zh==", "Zg==Zg==", "Zg=a", "=", "Z*8="})
        QVERIFY2(!base64Decode(bad), bad);
}

void TestValues::pageTextOfTheDesignPage()
{
    CsEntryChange entry;
    entry.dn = "cn=g1,ou=x";
    entry.modification = ObjectModificationType::Update;
    entry.anchors = {{"id", std::int64_t(7)}};
    entry.changes = {
        AttributeChange::update("member", {Reference{"cn=u1"}}, {Reference{"cn=u2"}}, AttributeType::Reference, true),
        AttributeChange::replace("title", {std::string("B")}, AttributeType::String, false),
        AttributeChange::remove("phone", AttributeType::String, false),
        AttributeChange::add("mail", {std::string("a@x")}, AttributeType::String, false)};
    QCOMPARE(entryText({1, 2}, entry),
             std::string("p1.2 Upd cn=g1,ou=x {id=7} member:upd(+cn=u1 -cn=u2) title:rep(B) phone:del mail:add(a@x)"));
}

void TestValues::aBackslashBeforeABackslashEscapesNothing()
{
    const auto ldap = MADistinguishedNameStyle::Ldap;
    // A value that ends with a blank, and one that ends with a backslash and has a blank behind it.
    QCOMPARE(dnRdn("cn=a\\ ,ou=x", ldap), std::string("cn=a\\ "));
    QCOMPARE(dnRdn("cn=a\\\\ ,ou=x", ldap), std::string("cn=a\\\\"));
    QVERIFY(dnKey("cn=a\\ ,ou=x", ldap) != dnKey("cn=a,ou=x", ldap));
    QCOMPARE(dnKey("cn=a\\\\ , ou=x", ldap), dnKey("cn=a\\5C,ou=x", ldap));
    QVERIFY(dnValidate("cn=a\\\\ ,ou=x", ldap));
    // The comma behind an escaped backslash separates; one that is escaped does not.
    QVERIFY(dnIsAtOrBelow("cn=a\\\\,ou=x", "ou=x", ldap));
    QVERIFY(!dnIsAtOrBelow("cn=a\\,ou=x", "ou=x", ldap));
    QVERIFY(!dnIsAtOrBelow("cn=a\\\\\\,ou=x", "ou=x", ldap));
    QCOMPARE(dnReplaceAncestor("cn=a\\\\,ou=x", "ou=x", "ou=y", ldap), std::string("cn=a\\\\,ou=y"));
}

void TestValues::dnKeysMeetWhereNamesDo()
{
    const auto ldap = MADistinguishedNameStyle::Ldap;
    QCOMPARE(dnKey("CN=Ann ,  OU=Hq", ldap), dnKey("cn=ann,ou=hq", ldap));
    QCOMPARE(dnKey("cn=a\\2cb,ou=x", ldap), dnKey("CN=a\\,b,OU=X", ldap));
    QVERIFY(dnKey("cn=a\\,b", ldap) != dnKey("cn=a,b=", ldap));
    QCOMPARE(dnKey("cn=ÄRGER", ldap), dnKey("cn=ärger", ldap));
    QCOMPARE(dnParent("cn=a\\,b,ou=x", ldap), std::string("ou=x"));
    QCOMPARE(dnDepth("cn=a\\,b,ou=x,dc=y", ldap), std::size_t(3));
    QVERIFY(dnIsAtOrBelow("cn=a,OU=HQ,dc=x", "ou=hq,dc=x", ldap));
    QVERIFY(!dnIsAtOrBelow("cn=a,ou=nhq,dc=x", "hq,dc=x", ldap));
    QCOMPARE(dnReplaceAncestor("cn=a,ou=x,dc=y", "OU=X,DC=Y", "ou=z", ldap), std::string("cn=a,ou=z"));
    QVERIFY(!dnValidate("cn=a<b", ldap));
    QVERIFY(!dnValidate("nonsense", ldap));
    QVERIFY(!dnValidate(" ", ldap));
    QVERIFY(dnValidate(" ", MADistinguishedNameStyle::Generic));
    QVERIFY(dnValidate("cn=a\\<b,ou=#04024869", ldap));
}

/// Found by the fuzzer: one of its forms was empty, and was found for ever.
void TestValues::aSecretThatIsNoUtf8IsScrubbedOnce()
{
    Scrubber scrubber;
    scrubber.learn(Secret("\xaa\xbf\x8c\x8c"));
    QCOMPARE(QByteArray::fromStdString(scrubber.scrub("a \xaa\xbf\x8c\x8c z")), QByteArray("a [secret] z"));
}

void TestValues::scrubberFindsEveryForm()
{
    Scrubber scrubber;
    const std::string secret = "pä\"ss/w&rd";
    scrubber.learn(Secret(secret));
    for (const std::string &form : {secret, std::string("p\\u00e4\\\"ss/w&rd"), std::string("p%C3%A4%22ss%2Fw%26rd"),
                                    base64Encode(secret), base64Encode("x" + secret + "y")})
        QVERIFY2(scrubber.scrub("a " + form + " b").find("[secret]") != std::string::npos, form.c_str());
    QCOMPARE(scrubber.scrub("nothing here"), std::string("nothing here"));
}

QTEST_APPLESS_MAIN(TestValues)
#include "tst_values.moc"
