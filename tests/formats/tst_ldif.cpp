// LDIF: content records become Adds, change records what they say; what has no place is refused.
#include "tests/formats/format_fixture.h"
#include "tests/support/pending_text.h"

#include "core/space/space.h"

#include <QTest>

using namespace anchorage;

class TestLdif : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyChangeTypeIsRead();
    void contentRecordsAreAdds();
    void linesAreUnfolded();
    void changesOfOneObjectAddUp();
    void badFilesAreNamed_data();
    void badFilesAreNamed();
    void writtenByHandIsTheSame();
    void writtenAndReadAgainIsTheSame();

private:
    Result<formats::Loaded> load(const std::string &text)
    {
        formats::LoadRequest request;
        request.path = m_files.write("in.ldif", text);
        request.schema = &m_schema;
        request.style = MADistinguishedNameStyle::Ldap;
        request.selectedTypes = {"person"};
        return formats::load(request);
    }

    FormatFixture m_files;
    Schema m_schema = FormatFixture::schema();
};

void TestLdif::everyChangeTypeIsRead()
{
    const auto loaded = load("version: 1\n# a comment\n#  folded\n\n"
                             "dn: cn=new,ou=x\nchangetype: add\nobjectClass: top\nobjectClass: person\ntitle: A\nproxy: "
                             "a\nproxy: b\nphoto:: AAH/\nenabled: TRUE\nmanager: cn=boss,ou=x\n\n"
                             "dn: cn=old,ou=x\nchangetype: delete\n\n"
                             "dn: cn=mod,ou=x\nchangetype: modify\nreplace: title\ntitle: B\n-\ndelete: size\n-\nadd: "
                             "member\nmember: cn=a,ou=x\nmember: cn=b,ou=x\n-\ndelete: member\nmember: cn=c,ou=x\n-\ndelete: "
                             "enabled\nenabled: false\n-\nadd: enabled\nenabled: true\n-\n\n"
                             "dn: cn=ren,ou=x\nchangetype: modrdn\nnewrdn: cn=named\ndeleteoldrdn: 1\n\n"
                             "dn: cn=mov,ou=x\nchangetype: moddn\nnewrdn: cn=mov\ndeleteoldrdn: 1\nnewsuperior: ou=y\n");
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    QCOMPARE(
        pendingText(*loaded->space),
        std::string(
            "add cn=new,ou=x title:add(A) proxy:add(a b) photo:add(0x0001ff) enabled:add(true) manager:add(cn=boss,ou=x)\n"
            "delete cn=old,ou=x\n"
            "update cn=mod,ou=x title:rep(B) size:del member:upd(+cn=a,ou=x +cn=b,ou=x -cn=c,ou=x) enabled:upd(+true -false)\n"
            "update cn=ren,ou=x DN:upd(+cn=named,ou=x -cn=ren,ou=x)\n"
            "update cn=mov,ou=x DN:upd(+cn=mov,ou=y -cn=mov,ou=x)\n"));
}

void TestLdif::contentRecordsAreAdds()
{
    const auto loaded = load("dn: cn=a\nobjectClass: person\ntitle: T\n\n\ndn:: Y249w6Q=\nobjectClass: person\n");
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    QCOMPARE(pendingText(*loaded->space), std::string("add cn=a title:add(T)\nadd cn=ä\n"));
}

void TestLdif::linesAreUnfolded()
{
    const auto loaded = load("dn: cn=\r\n a\r\nobjectClass: person\r\ntitle: one\r\n  two\r\n\r\n");
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    QCOMPARE(pendingText(*loaded->space), std::string("add cn=a title:add(\"one two\")\n"));
}

void TestLdif::changesOfOneObjectAddUp()
{
    const auto loaded = load("dn: cn=a\nchangetype: add\nobjectClass: person\ntitle: T\n\n"
                             "dn: cn=a\nchangetype: modify\nreplace: title\ntitle: U\n-\n\n"
                             "dn: cn=b\nchangetype: delete\n\n"
                             "dn: cn=b\nchangetype: add\nobjectClass: person\ntitle: again\n");
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    QCOMPARE(pendingText(*loaded->space), std::string("add cn=a title:add(U)\ndelete-add cn=b title:add(again)\n"));
}

void TestLdif::badFilesAreNamed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *name, const char *text, int line, const char *says) {
        QTest::newRow(name) << QByteArray(text) << line << QByteArray(says);
    };
    row("no dn", "title: x\n", 1, "begins with \"dn:\"");
    row("no colon", "dn: cn=a\nobjectClass: person\nnonsense\n", 3, "\"name: value\"");
    row("version", "version: 2\n\ndn: cn=a\n", 1, "version \"2\"");
    row("base64", "dn: cn=a\nobjectClass: person\ntitle:: ???\n", 3, "no base64");
    row("url", "dn: cn=a\nobjectClass: person\ntitle:< file:///etc/passwd\n", 3, "URL");
    row("attribute", "dn: cn=a\nobjectClass: person\nnose: x\n", 3, "no attribute \"nose\"");
    row("option", "dn: cn=a\nobjectClass: person\ntitle;lang-de: x\n", 3, "attribute option");
    row("integer", "dn: cn=a\nobjectClass: person\nsize: 99999999999999999999\n", 3, "64 bits");
    row("two values", "dn: cn=a\nobjectClass: person\ntitle: x\ntitle: y\n", 4, "single-valued");
    row("changetype", "dn: cn=a\nchangetype: dance\n", 2, "changetype \"dance\"");
    row("increment", "dn: cn=a\nchangetype: modify\nincrement: size\nsize: 1\n-\n", 3, "increment");
    row("control", "dn: cn=a\ncontrol: 1.2.3 true\nchangetype: delete\n", 2, "LDAP control");
    row("wrong value", "dn: cn=a\nchangetype: modify\nadd: title\nsize: 1\n-\n", 4, "expected a value of title");
    row("rename", "dn: cn=a\nchangetype: modrdn\ndeleteoldrdn: 1\n", 1, "newrdn");
    row("after delete", "dn: cn=a\nchangetype: delete\ntitle: x\n", 3, "ends after its changetype");
    row("added twice", "dn: cn=a\nobjectClass: person\n\ndn: CN=A\nobjectClass: person\n", 4, "has it already");
    row("dn", "dn: a<b\nobjectClass: person\n", 1, "no LDAP name");
    row("continuation first", " folded\n", 1, "continuation");
}

void TestLdif::badFilesAreNamed()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    QFETCH(QByteArray, says);
    const auto loaded = load(text.toStdString());
    QVERIFY(!loaded);
    QVERIFY2(loaded.error().message.find(says.toStdString()) != std::string::npos, loaded.error().text().c_str());
    QCOMPARE(loaded.error().where.line, static_cast<std::uint64_t>(line));
}

void TestLdif::writtenByHandIsTheSame()
{
    const auto loaded = load("dn: cn=a,ou=x\nobjectClass: person\ntitle: T\nphoto:: AAH/\n\ndn: cn=b,ou=x\nchangetype: "
                             "modify\nadd: member\nmember: cn=a,ou=x\n-\ndelete: member\nmember: cn=c,ou=x\n-\n\ndn: "
                             "cn=c,ou=x\nchangetype: modrdn\nnewrdn: cn=d\ndeleteoldrdn: 1\nnewsuperior: ou=y\n");
    formats::SaveRequest save;
    save.path = m_files.path("out.ldif");
    QVERIFY(formats::save(*loaded->space, save));
    QCOMPARE(*readFile(save.path),
             std::string(
                 "version: 1\n\ndn: cn=a,ou=x\nchangetype: add\nobjectClass: person\ntitle: T\nphoto:: AAH/\n"
                 "\ndn: cn=b,ou=x\nchangetype: modify\ndelete: member\nmember: cn=c,ou=x\n-\nadd: member\nmember: cn=a,ou=x\n-\n"
                 "\ndn: cn=c,ou=x\nchangetype: modrdn\nnewrdn: cn=d\ndeleteoldrdn: 1\nnewsuperior: ou=y\n\n"));
}

void TestLdif::writtenAndReadAgainIsTheSame()
{
    const std::string long200(200, 'x');
    const auto loaded = load("dn: cn=a\nobjectClass: person\ntitle:: IGxlYWRpbmc=\nproxy: " + long200
                             + "\nproxy:: w6TDtg==\nproxy:: YQpi\nsize: -9223372036854775808\n");
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    formats::SaveRequest save;
    save.path = m_files.path("again.ldif");
    QVERIFY(formats::save(*loaded->space, save));
    const auto again = load(*readFile(save.path));
    QVERIFY2(again.has_value(), again ? "" : again.error().text().c_str());
    QVERIFY(again->space->object(0).pending == loaded->space->object(0).pending);
}

QTEST_APPLESS_MAIN(TestLdif)
#include "tst_ldif.moc"
