// Bad input: each case is a message with file, line or entry, what was found and what is expected, with
// the exit code for it, and nothing is written: no target, no journal.
#include "tests/cli/cli_fixture.h"

#include <QTest>

using namespace anchorage::test;

class BadInputTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isRefusedBeforeAnythingIsWritten_data();
    void isRefusedBeforeAnythingIsWritten();
    void aPlainPasswordInAProjectIsRefusedAndNotRepeated();
    void helpNamesTheExitCodes();
};

void BadInputTest::isRefusedBeforeAnythingIsWritten_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QStringList>("arguments"); // FILE stands for it
    QTest::addColumn<int>("code");
    QTest::addColumn<QStringList>("says"); // parts of the message
    const auto batch = [](const char *title, const char *name, const QByteArray &content, int code, const QStringList &says) {
        QTest::newRow(title) << QString::fromUtf8(name) << content << words("run --connector memory --batch FILE") << code
                             << says;
    };
    const auto projectRow = [](const char *title, const QByteArray &content, int code, const QStringList &says) {
        QTest::newRow(title) << QStringLiteral("p.anchorage") << content << words("run FILE") << code << says;
    };
    const auto L = [](const char *text) { return QString::fromUtf8(text); };
    const QByteArray head = R"({"anchorageProject": 1, "connector": "memory", )";

    projectRow("unknown member of a project", head + R"("stepz": []})", 65,
               {L("p.anchorage"), L("stepz"), L("did you mean \"steps\"")});
    projectRow("wrong type in a project", head + R"("steps": 3})", 65, {L("p.anchorage"), L("steps"), L("expected an array")});
    projectRow("malformed JSON", head + "\n\"steps\": [}", 65, {L("p.anchorage:2:"), L("no JSON")});
    projectRow("no such project step", head + R"("steps": [{"name": "a"}]})", 64, {});
    const auto inlined = [&](const char *title, const QByteArray &attributes, const QByteArray &type, const char *dn,
                             const QStringList &says) {
        projectRow(title,
                   head + "\n\"parameters\": {\"distinguishedNameStyle\": \"Ldap\"},\n\"space\": {\"objects\": [\n{\"dn\": \""
                       + dn + "\", \"type\": \"" + type + "\",\n\"pending\": {\"operation\": \"add\", \"attributes\": {\n"
                       + attributes + "}}}]}}",
                   65, says);
    };
    inlined("unknown attribute in a project", R"("nope": "x")", "user", "cn=u1", {L("p.anchorage:4"), L("cn=u1"), L("nope")});
    inlined("unknown type in a project", "", "usr", "cn=u1", {L("p.anchorage:4"), L("no object type \"usr\"")});
    inlined("bad DN in a project", "", "user", "u1", {L("p.anchorage:4"), L("\"u1\" is no LDAP name")});
    inlined("value that does not fit in a project", R"("mail": 3)", "user", "cn=u1",
            {L("p.anchorage:6"), L("cn=u1"), L("mail"), L("expected a string")});
    projectRow("unknown type in a selection", head + "\"selection\": {\n\"types\": [\"user\",\n\"usr\"]}}", 65,
               {L("p.anchorage:3: selection.types[1]"), L("no object type \"usr\""), L("it has user, group")});
    projectRow("unknown attribute in a selection", head + "\n\"selection\": {\"attributes\": [\"nope\"]}}", 65,
               {L("p.anchorage:2: selection.attributes[0]"), L("\"nope\"")});
    projectRow("unknown type with an anchor", head + "\n\"anchors\": {\"usr\": [\"id\"]}}", 65,
               {L("p.anchorage:2: anchors.usr"), L("no object type \"usr\"")});
    projectRow("unknown attribute as an anchor", head + "\n\"anchors\": {\"user\": [\"nope\"]}}", 65,
               {L("p.anchorage:2: anchors.user[0]"), L("the type user has no attribute \"nope\"; it has id, mail")});
    projectRow("bad expectation in a project",
               head + "\n\"expectations\": {\"entries\": [\n{\"dn\": \"cn=u1\",\n\"outcome\": \"fine\"}]}}", 65,
               {L("p.anchorage:4"), L("\"fine\" is no outcome")});
    batch("malformed JSON batch", "b.json", "{\"anchorageSpace\": 1,\n\"objects\": [}", 65, {L("b.json:2")});
    batch("malformed LDIF", "b.ldif", "version: 1\n\ndn: cn=a\nchangetype: add\nnot a line\n", 65, {L("b.ldif:5")});
    batch("malformed XML", "b.xml", "<mmsml>\n<directory-entries>\n</mmsml>", 65, {L("b.xml:3")});
    batch("bad base64", "b.ldif", "version: 1\n\ndn: cn=a\nchangetype: add\nobjectClass: user\nmail:: !!!\n", 65,
          {L("b.ldif:6")});
    const auto object = [](const QByteArray &attributes, const QByteArray &type = "user") {
        return "{\"anchorageSpace\": 1, \"objects\": [{\"dn\": \"cn=u1\", \"type\": \"" + type
            + "\", \"pending\": {\"operation\": \"add\", \"attributes\": {" + attributes + "}}}]}";
    };
    batch("unknown attribute", "b.json", object(R"("nope": "x")"), 65,
          {L("cn=u1"), L("b.json"), L("nope"), L("it has id, mail")});
    batch("unknown type", "b.json", object("", "usr"), 65, {L("cn=u1"), L("no object type \"usr\""), L("user")});
    batch("value that does not fit", "b.json", object(R"("mail": 3)"), 65,
          {L("cn=u1"), L("mail"), L("expected a string, found a whole number")});
    batch("two values of one", "b.json", object(R"("mail": ["a", "b"])"), 65, {L("cn=u1"), L("mail")});
    batch("unknown suffix and content", "b.bin", "\x01\x02\x03", 65, {L("b.bin"), L("known format")});
    batch("missing file", "", "", 65, {L("no such file")});

    const auto run = [](const char *title, const char *line, int code, const QStringList &says) {
        QTest::newRow(title) << QString() << QByteArray() << words(line) << code << says;
    };
    run("missing plugin", "run --connector ./nothing.so", 65, {L("nothing.so"), L("no")});
    run("missing catalogue entry", "run --connector nothing", 65, {L("nothing"), L("memory")});
    run("a plugin for another ABI", "run --connector " ANCHORAGE_BIN_DIR "/../tests/connectors/faulty_abi.so", 65, {L("ABI")});
    run("page size over the connector's maximum", "run --connector memory --yes --page-size 10000", 65,
        {L("10000"), L("ExportMaxPageSize"), L("9999")});
    run("one of two partitions", "run --connector memory --yes --param supportPartitions=1 --param partitions=dc=north;dc=south",
        64, {L("works in one partition"), L("--partition"), L("dc=north"), L("dc=south")});
    run("page size that is none", "run --connector memory --page-size ten", 64,
        {L("--page-size"), L("expected a whole number from 0 to 2147483647, found \"ten\"")});
    run("page size below 0", "run --connector memory --page-size -1", 64, {L("--page-size"), L("found \"-1\"")});
    run("seconds beyond all numbers", "run --connector memory --call-timeout 99999999999", 64,
        {L("--call-timeout"), L("found \"99999999999\"")});
    run("a space that cannot be saved", "run --connector memory --yes --save-space /nowhere/space.json", 65,
        {L("/nowhere/space.json"), L("cannot be written")});
    run("a report that cannot be written", "run --connector memory --yes --report /nowhere/r.html", 65,
        {L("/nowhere/r.html"), L("cannot be written")});
    run("a journal that cannot be written", "run --connector memory --yes --journal /nowhere/j.journal", 65,
        {L("/nowhere/j.journal"), L("cannot be created")});
    const auto overwrites = [&](const char *title, const char *line, const char *says) {
        QTest::newRow(title) << QStringLiteral("p.anchorage") << head + "\"steps\": []}" << words(line) << 64
                             << QStringList{L("p.anchorage"), L(says)};
    };
    overwrites("a journal over the project", "run FILE --yes --journal FILE", "name another");
    overwrites("a space over the project", "run FILE --yes --save-space FILE", "name another");
    overwrites("a JUnit report over the project", "run FILE --yes --junit FILE", "name another");
    overwrites("a journal over another file", "run --connector memory --yes --journal FILE", "no journal");
    run("a report over a device", "run --connector memory --yes --junit /dev/null", 64, {L("/dev/null"), L("device")});
    run("a copy over a device", "convert " ANCHORAGE_SOURCE_DIR "/resources/examples/contoso.json /dev/null --to ldif", 64,
        {L("/dev/null"), L("device")});
    run("a report over a folder", "run --connector memory --yes --junit /tmp", 65, {L("/tmp"), L("folder")});
    run("missing project", "run missing.anchorage", 65, {L("missing.anchorage"), L("no such file")});
    run("a folder as a project", "run /tmp", 65, {L("/tmp"), L("folder")});
    run("a batch as a project", "run " ANCHORAGE_SOURCE_DIR "/resources/examples/contoso.json", 65,
        {L("contoso.json:1"), L("--batch")});
    run("a configuration that is none",
        "run --connector memory --yes --ma-config " ANCHORAGE_SOURCE_DIR "/resources/examples/contoso.json", 65,
        {L("contoso.json"), L("management agent configuration")});
    run("a schema file without a schema", "run --schema " ANCHORAGE_SOURCE_DIR "/resources/examples/contoso.json", 65,
        {L("contoso.json"), L("has no schema")});
    run("missing schema", "run --connector memory --yes --schema missing.json", 65, {L("missing.json"), L("no such file")});
    run("export type that is none", "run --connector memory --export-type Partial", 64, {L("--export-type is Delta or Full")});
    run("a file that is no connector", "run --connector " ANCHORAGE_SOURCE_DIR "/resources/examples/contoso.json --yes", 65,
        {L("contoso.json"), L("this is no connector")});
    run("missing journal", "replay missing.journal", 65, {L("missing.journal")});
    run("nothing to replay", "replay", 64, {L("journal")});
    run("missing file to inspect", "inspect missing", 65, {L("missing"), L("there are: memory, sql")});
    run("missing file to convert", "convert missing.ldif out.json", 65, {L("missing.ldif"), L("no such file")});
    run("a format that is none", "convert " ANCHORAGE_SOURCE_DIR "/resources/examples/contoso.json out.xyz", 64,
        {L("out.xyz"), L("--to")});
    run("a plan of nothing", "plan", 64, {L("no connector is named")});
    run("unknown option", "run --conector memory", 64, {L("--conector")});
    run("unknown command", "exprt", 64, {});
    run("unknown setting", "run --connector memory --set passes=3", 64, {L("passes"), L("maxPasses")});
    run("wrong setting", "run --connector memory --set maxPasses=none", 64, {L("maxPasses is a number of 1 or more")});
    run("unknown parameter", "run --connector memory --param stroe=x", 64, {L("stroe"), L("store")});
    run("parameter without value", "run --connector memory --param store", 64, {L("--param takes NAME=VALUE")});
    run("no connector", "run", 64, {L("--connector")});
    run("unknown breakpoint", "run --connector memory --break somewhere", 64, {L("--break"), L("page:PASS.PAGE")});
    run("breakpoint without a terminal", "run --connector memory --break page", 64, {L("no terminal"), L("--close-reason")});
    run("unknown fault", "run --connector memory --fault burn@1", 64, {L("--fault"), L("throw@N")});
    run("unknown close reason", "run --connector memory --close-reason Tired", 64, {L("--close-reason")});
    run("report of unknown form", "run --connector memory --yes --report r.doc", 64, {L("r.doc"), L(".html")});
    run("secret that is not set", "run --connector sql --param password=env:ANCHORAGE_NOT_SET --param database=x.db", 64,
        {L("ANCHORAGE_NOT_SET is not set")});
    run("secret in clear", "run --connector sql --param password=hunter2 --param database=x.db", 65,
        {L("password"), L("env:NAME")});
    run("first write without confirmation", "run --connector memory --report r.html --junit r.xml --save-space s.json", 64,
        {L("first write"), L("--yes")});
    run("no schema to validate with", "validate " ANCHORAGE_SOURCE_DIR "/resources/examples/contoso.json", 64, {L("--schema")});
    run("journal that is none", "replay " ANCHORAGE_SOURCE_DIR "/resources/examples/contoso.json", 65, {L("contoso.json:1")});

    QTest::newRow("shape that needs an unknown image")
        << QStringLiteral("b.json")
        << QByteArray(R"({"anchorageSpace": 1, "objects": [{"dn": "cn=u1", "type": "user", "anchors": {"id": "1"},
                      "pending": {"operation": "update", "changes": [{"name": "proxy", "multiValued": true, "modification": "Update", "add": ["x"]}]}}]})")
        << words("run --connector memory --yes --param exportType=AttributeReplace --batch FILE") << 65
        << QStringList{L("cn=u1"), L("image")};
    QTest::newRow("rename without the capability")
        << QStringLiteral("b.json")
        << QByteArray(R"({"anchorageSpace": 1, "objects": [{"dn": "cn=u1", "type": "user", "anchors": {"id": "1"},
                      "pending": {"operation": "update", "newDn": "cn=u2"}}]})")
        << words("run --connector memory --yes --batch FILE") << 65 << QStringList{L("cn=u1"), L("ename")};
}

void BadInputTest::isRefusedBeforeAnythingIsWritten()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QStringList, says);
    Work work;
    if (QByteArray(QTest::currentDataTag()) == "no such project step")
        arguments << words("--step b");
    const auto file = name.isEmpty() ? work.path(QStringLiteral("missing.json")) : work.write(name, content);
    arguments.replaceInStrings(QStringLiteral("FILE"), file);
    const bool runs = arguments.contains(QStringLiteral("memory"));
    if (arguments.first() == QLatin1String("run") && !arguments.contains(QStringLiteral("--journal")))
        arguments << QStringLiteral("--journal") << work.path(QStringLiteral("j.journal"));
    if (runs)
        arguments << QStringLiteral("--param") << QStringLiteral("store=") + work.path(QStringLiteral("store.json"));
    const auto ended = work.cli(arguments);
    QVERIFY2(ended.code == code, ended.all().constData());
    for (const auto &part : says)
        QVERIFY2(QString::fromUtf8(ended.err).contains(part), (part.toUtf8() + " is not in\n" + ended.all()).constData());
    QVERIFY(!work.exists(QStringLiteral("store.json")));
    if (!name.isEmpty())
        QCOMPARE(work.read(name), content); // also where an option names it as a file to write
    // Not even the beginning of a file is left: what was given, at most the journal of a run that was begun.
    const auto left = QDir(work.path(QString())).entryList({QStringLiteral("*.new")}, QDir::Files | QDir::Hidden);
    QVERIFY2(left.isEmpty(), qPrintable(left.join(QLatin1Char(' '))));
}

void BadInputTest::aPlainPasswordInAProjectIsRefusedAndNotRepeated()
{
    Work work;
    const auto file =
        work.write(QStringLiteral("p.anchorage"),
                   R"({"anchorageProject": 1, "connector": "memory", "space": {"objects": [{"dn": "cn=u1", "type": "user",
        "pending": {"operation": "add", "attributes": {"export_password": "hunter2-in-clear"}}}]}})");
    const auto ended = work.cli({QStringLiteral("run"), file, QStringLiteral("--yes")});
    QCOMPARE(ended.code, 65);
    QVERIFY2(ended.err.contains("export_password"), ended.err.constData());
    QVERIFY(!ended.all().contains("hunter2"));
}

void BadInputTest::helpNamesTheExitCodes()
{
    const Work work;
    for (const auto &line :
         {"--help", "run --help", "plan --help", "inspect --help", "replay --help", "convert --help", "validate --help"}) {
        const auto ended = work.cli(words(line));
        QCOMPARE(ended.code, 0);
        for (const char *code : {"  0 ", "  1 ", "  2 ", "  64", "  65"})
            QVERIFY2(ended.out.contains(code), ended.out.constData());
    }
}

QTEST_GUILESS_MAIN(BadInputTest)
#include "tst_bad_input.moc"
