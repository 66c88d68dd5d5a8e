// Files on the command line: convert, report, redact and inspect with the options of their formats.
#include "tests/cli/cli_fixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace anchorage::test;

class FilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void csvIsReadAsTheOptionsSay();
    void csvIsWrittenAsTheOptionsSay();
    void aDropFileIsWrittenInTheAskedEncoding();
    void wrongFileOptionsAreNamed_data();
    void wrongFileOptionsAreNamed();
    void aBatchOfARunIsReadAsTheOptionsSay();
    void namesThatAreNotAsciiWork();
    void whatIsLostIsSaidOnce();
    void reportSaysWhatABatchChanges();
    void reportWritesTables();
    void statementsHoldOrFailInAProject();
    void redactLeavesNothingOfAPerson();
    void redactKeepsTheOriginal();
    void redactReadsCsvAsTheOptionsSay();
    void inspectCountsWhatIsInAFile();
    void inspectGivesAConfigurationAsJson();
    void inspectGivesAHostsConfigurationAsJson();

private:
    static QStringList args(const char *line, const QStringList &more = {}) { return words(line) + more; }
    QString batch()
    {
        return m_work.write(QStringLiteral("batch.ldif"),
                            "version: 1\n\ndn: cn=Annabel\nchangetype: add\nobjectClass: user\nmail: annabel@contoso.com\n"
                            "manager: cn=Boss\n\n"
                            "dn: cn=Bob\nchangetype: modify\nreplace: mail\nmail: bob@contoso.com\n-\n\n");
    }
    QString schema()
    {
        return m_work.write(QStringLiteral("schema.json"), R"({"anchorageSpace": 1, "schema": {"types": [{"name": "user",
            "attributes": [{"name": "id", "anchor": true}, {"name": "mail"}, {"name": "phone"},
            {"name": "manager", "type": "Reference"}, {"name": "proxy", "multiValued": true}]}]}, "objects": []})");
    }
    /// What `inspect FILE --json` says of its configuration; empty: it did not work.
    QJsonObject configurationIn(const QString &file)
    {
        const auto ended = m_work.cli(args("inspect --json", {file}));
        const auto whole = QJsonDocument::fromJson(ended.out).object();
        return ended.code == 0 ? whole[L("configuration")].toObject() : QJsonObject();
    }
    static QString L(const char *text) { return QString::fromUtf8(text); }

    Work m_work;
};

void FilesTest::csvIsReadAsTheOptionsSay()
{
    const auto in = m_work.write(L("in.txt"),
                                 "Name;What;Kind;Key;Post;Aliases\r\n"
                                 "'cn=J\xFCrgen;1';modify;user;7;'it''s';a+b\r\n");
    const auto ended = m_work.cli(
        args("convert", {in, m_work.path(L("out.json"))})
        + args("--from csv --csv-delimiter ; --csv-quote ' --csv-separator + --csv-encoding windows-1252 --csv-dn Name "
               "--csv-action What --csv-type Kind --csv-anchor Key --csv-column Post=mail --csv-column Aliases=proxy --schema")
        + QStringList{schema()});
    QVERIFY2(ended.code == 0, ended.all().constData());
    const auto out = m_work.read(L("out.json"));
    for (const char *part : {"cn=J\xC3\xBCrgen;1", "\"Key\"", "it's", "\"a\"", "\"b\"", "\"proxy\"", "update"})
        QVERIFY2(out.contains(part), (part + QByteArray(" is not in ") + out).constData());
}

void FilesTest::csvIsWrittenAsTheOptionsSay()
{
    const auto in = m_work.write(L("in.csv"), "dn,action,objectType,proxy:add\ncn=a,update,user,x|y\n");
    const auto out = m_work.path(L("out.tsv"));
    const auto ended = m_work.cli(
        args("convert --to csv --out-delimiter tab --out-separator + --out-encoding utf-16 --schema", {schema(), in, out}));
    QVERIFY2(ended.code == 0, ended.all().constData());
    const auto bytes = m_work.read(L("out.tsv"));
    QVERIFY(bytes.startsWith("\xFF\xFE"));
    const auto text = QString::fromUtf16(reinterpret_cast<const char16_t *>(bytes.constData() + 2), bytes.size() / 2 - 1);
    QCOMPARE(text, L("dn\taction\tobjectType\tproxy:add\r\ncn=a\tupdate\tuser\tx+y\r\n"));
    const auto refused = m_work.cli(args("convert --to csv --out-quote none", {in, m_work.path(L("no.csv"))})
                                    + args("--csv-column objectType=first"));
    QCOMPARE(refused.code, 0); // nothing in it needs quotes
    const auto comma = m_work.write(L("comma.csv"), "dn,mail\n\"cn=a,ou=b\",x\n");
    const auto needs = m_work.cli(args("convert --to csv --out-quote none", {comma, m_work.path(L("none.csv"))}));
    QCOMPARE(needs.code, 64);
    QVERIFY2(needs.err.contains("cn=a,ou=b") && needs.err.contains("delimiter"), needs.all().constData());
    QVERIFY(!m_work.exists(L("none.csv")));
}

void FilesTest::aDropFileIsWrittenInTheAskedEncoding()
{
    const auto out = m_work.path(L("out.xml"));
    QCOMPARE(m_work.cli(args("convert --to mmsml", {batch(), out})).code, 0);
    QVERIFY(m_work.read(L("out.xml")).startsWith("\xFF\xFE"));
    QCOMPARE(m_work.cli(args("convert --to mmsml --out-encoding utf-8", {batch(), out})).code, 0);
    QVERIFY(m_work.read(L("out.xml")).contains("encoding=\"UTF-8\""));
}

void FilesTest::wrongFileOptionsAreNamed_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QStringList>("says");
    const auto row = [](const char *line, int code, const QStringList &says) {
        QTest::newRow(line) << words(line) << code << says;
    };
    row("convert IN out.json --csv-delimiter ab", 64, {L("--csv-delimiter"), L("one ASCII character"), L("\"ab\"")});
    row("convert IN out.json --csv-quote ab", 64, {L("--csv-quote"), L("none")});
    row("convert IN out.json --csv-quote ; --csv-delimiter ;", 64, {L("same character")});
    row("convert IN out.json --csv-encoding moon-8", 64, {L("--csv-encoding"), L("windows-1252")});
    row("convert IN out.json --csv-column mail", 64, {L("--csv-column"), L("NAME=VALUE")});
    row("convert IN out.json --from csv --csv-dn who", 65, {L("who"), L("no column")});
    row("convert IN out.csv --out-encoding latin-1", 64, {L("--out-encoding"), L("utf-16")});
    row("convert IN out.csv --out-separator \\", 64, {L("separator"), L("backslash")});
    row("convert IN out.pdf", 64, {L("out.pdf"), L("--to")});
    row("convert IN out.xml --to scim", 65, {L("cannot be written"), L("mmsml")});
    row("convert missing.ldif out.json", 65, {L("missing.ldif"), L("no such file")});
    row("run --connector memory --batch IN --yes --csv-encoding moon-8", 64, {L("--csv-encoding")});
    row("redact IN IN", 64, {L("another file")});
    row("redact missing.ldif out.ldif", 65, {L("missing.ldif")});
    row("report IN --style flat", 64, {L("--style"), L("Generic")});
}

void FilesTest::wrongFileOptionsAreNamed()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QStringList, says);
    const auto in = m_work.write(L("wrong.csv"), "dn,mail\ncn=a,b\n");
    for (auto &argument : arguments)
        argument = argument == L("IN") ? in : argument;
    const auto ended = m_work.cli(arguments);
    QVERIFY2(ended.code == code, ended.all().constData());
    for (const auto &part : says)
        QVERIFY2(QString::fromUtf8(ended.err).contains(part), (part.toUtf8() + " is not in\n" + ended.all()).constData());
}

void FilesTest::aBatchOfARunIsReadAsTheOptionsSay()
{
    const auto in = m_work.write(L("run.txt"), "Name;Kind;Post\r\ncn=u1;user;x@y\r\n");
    const auto ended = m_work.cli(args("plan --connector memory --format csv --csv-delimiter ; --csv-dn Name --csv-type Kind "
                                       "--csv-column Post=mail --batch",
                                       {in}));
    QVERIFY2(ended.code == 0, ended.all().constData());
    QVERIFY2(ended.out.contains("cn=u1") && ended.out.contains("x@y"), ended.all().constData());
}

void FilesTest::namesThatAreNotAsciiWork()
{
    const auto in = m_work.write(L("Jürgen.csv"), "dn,mail\ncn=a,b\n");
    const auto out = m_work.path(L("für Ünal.json"));
    QCOMPARE(m_work.cli(args("convert", {in, out})).code, 0);
    QVERIFY(m_work.exists(L("für Ünal.json")));
    const auto redacted = m_work.cli(args("redact", {out, m_work.path(L("geschwärzt.json"))}));
    QVERIFY2(redacted.code == 0, redacted.all().constData());
    QCOMPARE(m_work.cli(args("redact", {out, out})).code, 64);
    QCOMPARE(m_work.cli(args("inspect", {in})).code, 0);
}

void FilesTest::whatIsLostIsSaidOnce()
{
    const auto in = m_work.write(L("lossy.json"), R"({"anchorageSpace": 1, "objects": [
        {"dn": "cn=a", "type": "user", "anchors": {"id": "1"}, "image": {"mail": "x"}, "pending": {"operation": "update", "changes": [{"name": "mail", "modification": "Replace", "add": ["y"]}]}},
        {"dn": "cn=b", "type": "user", "anchors": {"id": "2"}, "image": {"mail": "x"}, "pending": {"operation": "delete"}}]})");
    const auto ended = m_work.cli(args("convert", {in, m_work.path(L("lossy.ldif"))}));
    QVERIFY2(ended.code == 0, ended.all().constData());
    QCOMPARE(ended.err.count("not carried by the format: anchors (2)"), 1);
    QCOMPARE(ended.err.count("not carried by the format: images (the file holds changes only) (2)"), 1);
}

void FilesTest::reportSaysWhatABatchChanges()
{
    const auto ended = m_work.cli(args("report --schema", {schema(), batch()}));
    QVERIFY2(ended.code == 0, ended.all().constData());
    for (const char *part : {"user add: 1", "user update: 1", "attribute mail is modified: 2", "attribute phone is not modified"})
        QVERIFY2(ended.out.contains(part), (part + QByteArray(" is not in\n") + ended.all()).constData());
    QCOMPARE(m_work.cli(args("report --modified MAIL --not-modified phone --schema", {schema(), batch()})).code, 0);
    const auto wrong = m_work.cli(args("report --not-modified mail --modified phone --schema", {schema(), batch()}));
    QCOMPARE(wrong.code, 1);
    QVERIFY(wrong.err.contains("attribute mail is not modified (objects that change it: 2)"));
    QVERIFY(wrong.err.contains("attribute phone is modified (objects that change it: 0)"));
    const auto noChanges = m_work.cli(
        args("report", {m_work.write(L("user.json"), R"({"id": "urn:ietf:params:scim:schemas:core:2.0:User", "name": "User",
            "attributes": [{"name": "userName", "type": "string"}]})")}));
    QCOMPARE(noChanges.code, 65);
    QVERIFY2(noChanges.err.contains("no changes"), noChanges.all().constData());
}

void FilesTest::reportWritesTables()
{
    const auto csv = m_work.cli(args("report --csv - --schema", {schema(), batch()}));
    QCOMPARE(csv.code, 0);
    QVERIFY(csv.out.startsWith("\xEF\xBB\xBF"
                               "dn,type,action,attribute,modification,new values,old values\r\n"));
    QVERIFY2(csv.out.contains(R"("cn=Bob","user","update","mail","Replace","bob@contoso.com","")"), csv.out.constData());
    QCOMPARE(m_work.cli(args("report --html", {m_work.path(L("page.html")), L("--schema"), schema(), batch()})).code, 0);
    const auto page = m_work.read(L("page.html"));
    QVERIFY(page.startsWith("<!DOCTYPE html>") && page.contains("class=\"sort\"") && page.contains("bob@contoso.com"));
    const auto nowhere = m_work.cli(args("report --html", {m_work.path(L("no/such/folder.html")), batch()}));
    QVERIFY2(nowhere.code == 65 && nowhere.err.contains("folder.html"), nowhere.all().constData());
}

/// What report states of a batch is pasted into a project as its expectations, and judges its run.
void FilesTest::statementsHoldOrFailInAProject()
{
    const auto batch = m_work.write(L("states.csv"), "dn,objectType,mail\ncn=u1,user,a@b\ncn=u2,user,c@d\n");
    QCOMPARE(m_work.cli(args("report --statements", {m_work.path(L("states.json")), L("--schema"), schema(), batch})).code, 0);
    const auto statements = m_work.read(L("states.json"));
    QVERIFY2(statements.contains("\"modified\": false"), statements.constData());
    const auto run = [&](const QByteArray &expectations) {
        const auto project =
            m_work.write(L("states.anchorage"),
                         R"({"anchorageProject": 1, "connector": "memory", "parameters": {"store": ")"
                             + m_work.path(L("store-%1.json").arg(qHash(expectations))).toUtf8()
                             + R"("}, "schema": {"file": "schema.json"}, "space": {"files": ["states.csv"]}, "expectations": )"
                             + expectations + "}");
        return m_work.cli(args("run --yes", {project}));
    };
    const auto holds = run(statements);
    QVERIFY2(holds.code == 0, holds.all().constData());
    auto opposite = statements;
    opposite.replace("true", "TRUE").replace("false", "true").replace("TRUE", "false");
    const auto fails = run(opposite);
    QVERIFY2(fails.code == 1, fails.all().constData());
    QVERIFY2(fails.all().contains("mail"), fails.all().constData());
}

void FilesTest::redactLeavesNothingOfAPerson()
{
    const auto ended = m_work.cli(args("redact", {batch(), m_work.path(L("shared.ldif"))}));
    QVERIFY2(ended.code == 0, ended.all().constData());
    QVERIFY(ended.err.contains("read as LDIF"));
    const auto shared = m_work.read(L("shared.ldif")).toLower();
    for (const char *secret : {"annabel", "contoso", "bob", "boss"})
        QVERIFY2(!shared.contains(secret), shared.constData());
    QVERIFY(shared.contains("changetype: modify") && shared.contains("replace: mail"));
    // It is still a batch with the same counts.
    const auto before = m_work.cli(args("report", {batch()}));
    const auto after = m_work.cli(args("report", {m_work.path(L("shared.ldif"))}));
    QCOMPARE(after.out, before.out);
}

void FilesTest::redactKeepsTheOriginal()
{
    const auto in = batch();
    const auto before = m_work.read(L("batch.ldif"));
    QCOMPARE(m_work.cli(args("redact", {in, m_work.path(L("../") + m_work.path(L("batch.ldif")).section(L("/"), -2))})).code, 64);
    QCOMPARE(m_work.read(L("batch.ldif")), before);
    const auto broken = m_work.write(L("broken.xml"), "<mmsml><directory-entries>");
    QCOMPARE(m_work.cli(args("redact", {broken, m_work.path(L("shared.xml"))})).code, 65);
    QVERIFY(!m_work.exists(L("shared.xml")));
}

void FilesTest::redactReadsCsvAsTheOptionsSay()
{
    const auto in = m_work.write(L("people.txt"), "Name;Kind;Aliases\r\n'cn=J\xFCrgen\\;x';user;J\xFCrgen+Contoso\r\n");
    const auto ended =
        m_work.cli(args("redact --from csv --csv-delimiter ; --csv-quote ' --csv-separator + --csv-dn Name --csv-type Kind",
                        {in, m_work.path(L("people-shared.txt"))}));
    QVERIFY2(ended.code == 0, ended.all().constData());
    const auto shared = m_work.read(L("people-shared.txt"));
    QVERIFY2(shared.startsWith("Name;Kind;Aliases\r\n'cn="), shared.constData());
    QVERIFY(!shared.contains("rgen") && !shared.toLower().contains("contoso") && shared.contains(";user;"));
    QCOMPARE(shared.count('+'), 1);
}

void FilesTest::inspectCountsWhatIsInAFile()
{
    const auto ended = m_work.cli(args("inspect --schema", {schema(), batch()}));
    QVERIFY2(ended.code == 0, ended.all().constData());
    for (const char *part : {"ldif", "user", "1", "cn=Boss"})
        QVERIFY2(ended.out.contains(part), (part + QByteArray(" is not in\n") + ended.all()).constData());
}

void FilesTest::inspectGivesAConfigurationAsJson()
{
    const auto file = m_work.write(L("ma.xml"), R"(<ma-data><name>HR</name>
 <schema><dsml:dsml xmlns:dsml="http://www.dsml.org/DSML"><dsml:directory-schema>
  <dsml:class id="person"><dsml:name>person</dsml:name><dsml:attribute ref="#mail"/></dsml:class>
  <dsml:attribute-type id="mail" single-value="true"><dsml:name>mail</dsml:name></dsml:attribute-type>
 </dsml:directory-schema></dsml:dsml></schema>
 <attribute-inclusion><attribute>mail</attribute></attribute-inclusion>
 <ma-partition-data><partition><id>{B4B7B354-490F-4BB6-B51C-A033A21425F8}</id><name>DC=x</name><selected>1</selected>
  <filter><object-classes><object-class>person</object-class></object-classes><containers>
   <exclusions><exclusion>OU=b,DC=x</exclusion></exclusions><inclusions><inclusion>DC=x</inclusion></inclusions></containers></filter>
 </partition></ma-partition-data>
 <private-configuration><MAConfig>
  <importing><per-class-settings><class><name>person</name><anchor><attribute>mail</attribute></anchor></class></per-class-settings></importing>
  <extension-config><filename>hr.dll</filename><export-default-page-size>50</export-default-page-size>
   <export-max-page-size>500</export-max-page-size><export-type>2</export-type><capability-bits>2751960688</capability-bits></extension-config>
  <parameter-definitions>
   <parameter><name>Mode</name><use>run-step</use><type>drop-down</type><validation>a,b c</validation><default-value>a</default-value></parameter>
  </parameter-definitions>
  <parameter-values><parameter name="Password" type="encrypted-string" use="connectivity" encrypted="1"></parameter>
   <parameter name="Server" type="string" use="connectivity">s1</parameter></parameter-values>
 </MAConfig></private-configuration>
 <ma-run-data><run-configuration><name>Nightly</name><configuration><step><step-type type="export"/>
  <partition>{B4B7B354-490F-4BB6-B51C-A033A21425F8}</partition><custom-data><extensible2-step-data><batch-size>7</batch-size>
  </extensible2-step-data></custom-data></step></configuration></run-configuration></ma-run-data>
</ma-data>)");
    const auto configuration = configurationIn(file);
    QCOMPARE(configuration[L("name")].toString(), L("HR"));
    QCOMPARE(configuration[L("connectorFile")].toString(), L("hr.dll"));
    QCOMPARE(configuration[L("exportDefaultPageSize")].toInt(), 50);
    QCOMPARE(configuration[L("exportMaxPageSize")].toInt(), 500);
    const auto capabilities = configuration[L("capabilities")].toObject();
    QCOMPARE(capabilities[L("exportType")].toString(), L("AttributeReplace"));
    QCOMPARE(capabilities[L("distinguishedNameStyle")].toString(), L("Ldap"));
    const auto step = configuration[L("exportSteps")].toArray().at(0).toObject();
    QCOMPARE(step[L("profile")].toString(), L("Nightly"));
    QCOMPARE(step[L("batchSize")].toInt(), 7);
    QCOMPARE(configuration[L("selection")].toObject()[L("attributes")].toArray(), QJsonArray({L("mail")}));
    const auto partition = configuration[L("partitions")].toArray().at(0).toObject();
    QVERIFY(partition[L("selected")].toBool());
    QCOMPARE(partition[L("partition")].toObject()[L("dn")].toString(), L("DC=x"));
    QCOMPARE(partition[L("objectTypes")].toArray(), QJsonArray({L("person")}));
    QCOMPARE(partition[L("inclusions")].toArray().at(0).toObject()[L("dn")].toString(), L("DC=x"));
    QCOMPARE(partition[L("exclusions")].toArray().at(0).toObject()[L("dn")].toString(), L("OU=b,DC=x"));
    const auto definition = configuration[L("parameterDefinitions")].toArray().at(0).toObject();
    QCOMPARE(definition[L("choices")].toArray(), QJsonArray({L("a"), L("b c")}));
    const auto parameters = configuration[L("parameters")].toArray();
    QCOMPARE(parameters.at(0).toObject(),
             QJsonObject({{L("name"), L("Password")}, {L("page"), L("Connectivity")}, {L("toBeAsked"), true}}));
    QCOMPARE(parameters.at(1).toObject()[L("value")].toString(), L("s1"));
    QCOMPARE(parameters.at(1).toObject()[L("toBeAsked")].toBool(), false);

    const auto text = m_work.cli(args("inspect", {file}));
    for (const char *part : {"step: Nightly, Delta, page size 7", "partition: DC=x, 1 containers in, 1 out",
                             "parameter: Server = s1", "parameter to be asked for: Password"})
        QVERIFY2(text.out.contains(part), (part + QByteArray(" is not in\n") + text.all()).constData());
}

void FilesTest::inspectGivesAHostsConfigurationAsJson()
{
    const auto configuration = configurationIn(m_work.write(L("Configuration.xml"), R"(<Configuration><Connectors><Connector>
 <ECMAConfig><ProfileName>People</ProfileName><LibraryName>people.dll</LibraryName></ECMAConfig>
 <Schema><EntriesSchema><EntrySchema><ObjectType>user</ObjectType><SchemaAttributes>
  <SchemaAttribute><Name>id</Name><DataType>String</DataType><IsAnchor>true</IsAnchor></SchemaAttribute>
 </SchemaAttributes></EntrySchema></EntriesSchema></Schema>
 <ConnectorConfig><Parameters>
  <Parameter><Name>Host</Name><Use>Connectivity</Use><Type>String</Type><Value>h1</Value><Encrypted>false</Encrypted></Parameter>
  <Parameter><Name>Key</Name><Use>Connectivity</Use><Type>EncryptedString</Type><Value>c2VjcmV0</Value><Encrypted>true</Encrypted></Parameter>
 </Parameters></ConnectorConfig></Connector></Connectors></Configuration>)"));
    QCOMPARE(configuration[L("name")].toString(), L("People"));
    const auto parameters = configuration[L("parameters")].toArray();
    QCOMPARE(parameters.at(0).toObject()[L("value")].toString(), L("h1"));
    QVERIFY(parameters.at(1).toObject()[L("toBeAsked")].toBool());
    QVERIFY(!parameters.at(1).toObject().contains(L("value")));
    QCOMPARE(configuration[L("parameterDefinitions")].toArray().size(), 2);
    QCOMPARE(configuration[L("anchors")].toObject(), QJsonObject({{L("user"), QJsonArray({L("id")})}}));
}

QTEST_GUILESS_MAIN(FilesTest)
#include "tst_files.moc"
