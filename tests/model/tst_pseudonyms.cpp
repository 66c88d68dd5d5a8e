// Pseudonyms: nothing of the value is left, everything that a case depends on is.
#include "core/model/distinguished_name.h"
#include "core/model/guid.h"
#include "core/model/pseudonyms.h"

#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace anchorage;

class TestPseudonyms : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFormIsKept_data();
    void theFormIsKept();
    void theSameValueIsTheSameEverywhere();
    void caseStillDoesNotMatterWhereItDidNot();
    void differentValuesStayDifferent();
    void dnsKeepTheirStructure();
    void anotherFileGetsOthers();
};

void TestPseudonyms::theFormIsKept_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("form");
    const auto row = [](const char *value, const char *form) {
        QTest::newRow(value) << QString::fromUtf8(value) << QString::fromUtf8(form);
    };
    row("Ann.Boss@contoso.com", "^[A-Z][a-z]{2}\\.[A-Z][a-z]{3}@[a-z]{7}\\.[a-z]{3}$");
    row("+49 (30) 123-45", "^\\+\\d\\d \\(\\d\\d\\) \\d{3}-\\d\\d$");
    row("-12345", "^-[1-9]\\d{4}$");
    row("9223372036854775807", "^[1-8]\\d{18}$");
    row("TRUE", "^TRUE$");
    row("", "^$");
    row("J\xC3\xB6rg", "^[A-Z][\xC3\xA0-\xC3\xBE][a-z]{2}$");
    row("{68C3525F-1235-41EE-BD97-431BE85A0ACA}", "^\\{[0-9A-F]{8}-([0-9A-F]{4}-){3}[0-9A-F]{12}\\}$");
    row("0x0102ff", "^0x[0-9a-f]{6}$");
}

void TestPseudonyms::theFormIsKept()
{
    QFETCH(QString, value);
    QFETCH(QString, form);
    Pseudonyms pseudonyms(1);
    const auto text = QString::fromStdString(pseudonyms.text(value.toStdString()));
    QVERIFY2(QRegularExpression(form).match(text).hasMatch(), qPrintable(text));
    if (value.size() > 4)
        QVERIFY(text != value);
}

void TestPseudonyms::theSameValueIsTheSameEverywhere()
{
    Pseudonyms pseudonyms(1);
    const auto name = pseudonyms.text("jsmith");
    QCOMPARE(pseudonyms.dn("CN=jsmith,OU=x"), "CN=" + name + ",OU=" + pseudonyms.text("x"));
    QCOMPARE(pseudonyms.text("CN=jsmith,OU=x"), pseudonyms.dn("CN=jsmith,OU=x"));
    // An integer anchor of 8 octets, and the DN 42 of style None.
    const auto octets = pseudonyms.bytes(std::string_view("\x2A\0\0\0\0\0\0\0", 8));
    std::uint64_t number = 0;
    for (std::size_t i = 8; i-- > 0;)
        number = (number << 8U) | static_cast<unsigned char>(octets[i]);
    QCOMPARE(std::to_string(number), pseudonyms.dn("42"));
    // A GUID as text and as the octets that products store.
    const auto guid = pseudonyms.text("f7360b36-2712-446f-9b8d-df65a756a9da");
    const auto stored = pseudonyms.bytes("\x36\x0b\x36\xf7\x12\x27\x6f\x44\x9b\x8d\xdf\x65\xa7\x56\xa9\xda");
    QCOMPARE(static_cast<int>(Guid::parse(guid)->bytes[0]), static_cast<int>(static_cast<unsigned char>(stored[3])));
    QCOMPARE(static_cast<int>(Guid::parse(guid)->bytes[15]), static_cast<int>(static_cast<unsigned char>(stored[15])));
}

void TestPseudonyms::caseStillDoesNotMatterWhereItDidNot()
{
    Pseudonyms pseudonyms(1);
    const auto style = MADistinguishedNameStyle::Ldap;
    const auto lower = pseudonyms.dn("cn=smith\\, j\xC3\xB6rg,ou=hq");
    const auto upper = pseudonyms.dn("CN=SMITH\\2C J\xC3\x96RG , OU=HQ");
    QVERIFY2(lower != upper, upper.c_str());
    QCOMPARE(dnKey(lower, style), dnKey(upper, style));
}

void TestPseudonyms::differentValuesStayDifferent()
{
    Pseudonyms pseudonyms(1);
    std::set<std::string> seen;
    for (int i = 0; i < 2000; ++i)
        QVERIFY2(seen.insert(pseudonyms.text(std::to_string(i))).second, std::to_string(i).c_str());
    for (char a = 'a'; a <= 'z'; ++a)
        for (char b = 'a'; b <= 'z'; ++b)
            QVERIFY(seen.insert(pseudonyms.text(std::string{a, b})).second);
    for (char a = 'a'; a <= 'z'; ++a)
        QVERIFY(seen.insert(pseudonyms.text(std::string{a})).second);
}

void TestPseudonyms::dnsKeepTheirStructure()
{
    Pseudonyms pseudonyms(1);
    const auto dn = pseudonyms.dn("CN=Ann+UID=7, OU=\\ odd\\+ ,DC=x");
    const auto style = MADistinguishedNameStyle::Ldap;
    QVERIFY2(dnValidate(dn, style).has_value(), dn.c_str());
    QCOMPARE(dnDepth(dn, style), std::size_t(3));
    QVERIFY2(QRegularExpression(QStringLiteral("^CN=[A-Z][a-z]{2}\\+UID=\\d+, OU=\\\\ [a-z]{3}\\\\\\+ ,DC=[a-z]+$"))
                 .match(QString::fromStdString(dn))
                 .hasMatch(),
             dn.c_str());
    // Children stay below their parents.
    QVERIFY(dnIsAtOrBelow(pseudonyms.dn("CN=a,OU=b,DC=x"), pseudonyms.dn("ou=B,dc=X"), style));
}

void TestPseudonyms::anotherFileGetsOthers()
{
    Pseudonyms first;
    Pseudonyms second;
    QVERIFY(first.text("Ann Boss of Contoso") != second.text("Ann Boss of Contoso"));
}

QTEST_APPLESS_MAIN(TestPseudonyms)
#include "tst_pseudonyms.moc"
