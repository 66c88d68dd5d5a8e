// The project file: what it takes, what it refuses and how it says so, and that reader and published
// JSON Schema agree.
#include "core/base/file.h"
#include "core/project/project.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace anchorage;

namespace {

std::string withMembers(const std::string &members)
{
    return R"({"anchorageProject": 1)" + (members.empty() ? "" : ", " + members) + "}";
}

/// A project with everything in it.
const char *const everything = R"({
  "$schema": "anchorage-project.schema.json",
  "anchorageProject": 1,
  "description": "all of it",
  "connector": {"path": "plugins/mine.so", "workingDirectory": "work", "options": {"maFolder": "MaData"}},
  "parameters": {
    "server": "ldap.example",
    "password": {"secret": "env:LDAP_PASSWORD"},
    "connection": "Server=x;Password=${env:LDAP_PASSWORD}",
    "log": {"file": "logs/mine.log"}
  },
  "schema": {"inline": {"types": [{"name": "user", "locked": true, "attributes": [
    {"name": "id", "anchor": true}, {"name": "age", "type": "Integer"}, {"name": "manager", "type": "Reference"},
    {"name": "proxy", "multiValued": true, "operation": "ExportOnly"}], "possibleDnComponents": ["cn"]}]}},
  "capabilities": {"exportType": "AttributeReplace", "distinguishedNameStyle": "Ldap", "normalizations": ["Uppercase"], "objectRename": true},
  "anchors": {"user": ["id"]},
  "selection": {"types": ["user"], "attributes": ["id", "age"]},
  "scope": {"partitions": ["DC=x"], "inclusions": ["OU=a,DC=x", {"dn": "OU=b,DC=x", "displayName": "b"}], "exclusions": ["DC=x"]},
  "steps": [{"name": "Export", "exportType": "Full", "pageSize": 10, "partition": "DC=x", "expectations": {"status": "success"}}, {"name": "Again"}],
  "settings": {"deletesFirst": false, "maxPasses": 3, "process": "keep", "callTimeout": "none"},
  "space": {"files": ["a.json", {"path": "b.ldif", "format": "ldif", "type": "user"},
    {"path": "c.txt", "format": "csv", "csv": {"delimiter": "tab", "quote": "~", "valueSeparator": ";", "encoding": "windows-1252",
      "dnColumn": "Name", "actionColumn": "What", "typeColumn": "Kind", "anchorColumns": ["Key"], "attributes": {"Age": "age", "Rest": ""}}}],
    "objects": [{"dn": "cn=u1", "type": "user", "pending": {"operation": "add", "attributes": {"age": 3}}}]},
  "expectations": {"status": "completed-export-errors",
    "entries": [{"dn": "cn=u1", "outcome": "error", "error": "cd-existing-object", "errorName": "there"},
      {"index": 2, "anchor": "^[0-9]+$", "passes": 2}, {"filter": "type:user", "handedOver": ["p1.1 Add cn=u1"]}],
    "attributes": [{"attribute": "mail", "modified": false, "filter": "action:update"}]}
})";

} // namespace

class ProjectTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyMemberIsReadAndWrittenTheSame();
    void whatIsWrittenTwiceIsTheSameText();
    void relativePathsCountFromTheProjectFile();
    void settingsKeepTheirOrderAndDefaultsAreNotWritten();
    void whatIsWrongIsNamed_data();
    void whatIsWrongIsNamed();
    void secretsInClearAreRefusedAndNotRepeated();
    void malformedJsonNamesLineAndColumn();
    void whatIsWrongNamesTheLineOfTheMember_data();
    void whatIsWrongNamesTheLineOfTheMember();
    void readerAndPublishedSchemaAgree();
};

void ProjectTest::everyMemberIsReadAndWrittenTheSame()
{
    const auto first = project::read(everything, "/p/x.anchorage");
    QVERIFY2(first, first ? "" : first.error().text().c_str());
    QCOMPARE(first->connector.path, std::string("plugins/mine.so"));
    QCOMPARE(first->parameters.size(), std::size_t{4});
    QVERIFY(std::holds_alternative<SecretReference>(first->findParameter("password")->value));
    QVERIFY(std::holds_alternative<project::FilePath>(first->findParameter("log")->value));
    QCOMPARE(first->steps.at(0).exportType, std::optional(OperationType::Full));
    QVERIFY(!first->steps.at(1).exportType);
    QCOMPARE(first->runSettings().maxPasses, 3);
    QVERIFY(first->runSettings().process == RunSettings::ProcessLife::Keep);
    QCOMPARE(first->space.files.at(2).csv.delimiter, '\t');
    QCOMPARE(first->space.files.at(2).csv.quote, std::optional('~'));
    QVERIFY(first->space.files.at(2).csv.encoding == formats::CsvEncoding::Windows1252);
    QCOMPARE(first->space.files.at(2).csv.attributes.size(), std::size_t{2});
    QCOMPARE(first->expectations.entries.size(), std::size_t{3});
    QVERIFY(first->expectations.entries[0].error == MAExportError::ExportErrorConnectedDirectoryExistingObject);
    const auto second = project::read(project::write(*first), "/p/x.anchorage");
    QVERIFY2(second, second ? "" : second.error().text().c_str());
    QVERIFY(*first == *second);
}

void ProjectTest::whatIsWrittenTwiceIsTheSameText()
{
    const auto first = project::write(*project::read(everything, "/p/x.anchorage"));
    const auto second = project::write(*project::read(first, "/p/x.anchorage"));
    QCOMPARE(QString::fromStdString(second), QString::fromStdString(first));
    QVERIFY(first.find("\n    {\"dn\":\"cn=u1\"") != std::string::npos || first.find("{\"dn\":\"cn=u1\"") != std::string::npos);
}

void ProjectTest::relativePathsCountFromTheProjectFile()
{
    project::Project project;
    project.file = "/data/projects/x.anchorage";
    QCOMPARE(project.resolve("a/b.json"), std::string("/data/projects/a/b.json"));
    QCOMPARE(project.resolve("../b.json"), std::string("/data/b.json"));
    QCOMPARE(project.resolve("/c.json"), std::string("/c.json"));
}

void ProjectTest::settingsKeepTheirOrderAndDefaultsAreNotWritten()
{
    auto read = project::read(withMembers(R"("settings": {"maxPasses": 10, "deletesFirst": false})"), "/p/x.anchorage");
    QVERIFY(read);
    auto settings = read->runSettings();
    settings.errorLimit = 7;
    read->setRunSettings(settings);
    QCOMPARE(read->settings.size(), std::size_t{3}); // a default that a person wrote down stays
    QCOMPARE(read->settings[0].first, std::string("maxPasses"));
    QCOMPARE(read->settings[2], (std::pair<std::string, std::string>("errorLimit", "7")));
    QCOMPARE(read->runSettings().errorLimit, std::int64_t{7});
}

void ProjectTest::whatIsWrongIsNamed_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("message"); // a part of it
    const auto row = [](const char *name, const std::string &members, const char *message) {
        QTest::newRow(name) << QString::fromStdString(withMembers(members)) << QString::fromUtf8(message);
    };
    row("unknown member", R"("parameterz": {})", "unknown member \"parameterz\"; did you mean \"parameters\"?");
    row("unknown member inside", R"("steps": [{"pagesize": 3}])",
        "steps[0]: unknown member \"pagesize\"; did you mean \"pageSize\"?");
    row("twice", R"("description": "a", "description": "b")", "\"description\" stands twice");
    row("wrong type", R"("steps": {})", "steps: expected an array, found an object");
    row("wrong type inside", R"("steps": [{"pageSize": "many"}])",
        "steps[0].pageSize: expected an integer of 64 bits, found \"many\"");
    row("number for text", R"("parameters": {"port": 389})", "parameters.port: expected a text");
    row("check box as boolean", R"("parameters": {"tls": true})", "a check box is \"1\" or \"0\"");
    row("two places", R"("connector": {"name": "memory", "path": "x.so"})", "exactly one of \"name\", \"path\" and \"command\"");
    row("unknown setting", R"("settings": {"maxPases": 3})", "there is no run setting \"maxPases\"");
    row("setting out of range", R"("settings": {"maxPasses": 0})", "maxPasses is a number of 1 or more, found \"0\"");
    row("step's setting", R"("settings": {"pageSize": 5})", "this belongs to a step");
    row("no such export type", R"("steps": [{"exportType": "Partial"}])", "steps[0].exportType");
    row("two steps of a name", R"("steps": [{"name": "a"}, {"name": "A"}])", "two steps have the name");
    row("unknown error code", R"("expectations": {"entries": [{"dn": "x", "error": "cd-exists"}]})", "is no export error");
    row("unknown outcome", R"("expectations": {"entries": [{"dn": "x", "outcome": "fine"}]})", "is no outcome");
    row("which entry", R"("expectations": {"entries": [{"outcome": "error"}]})",
        "exactly one of \"dn\", \"index\" and \"filter\"");
    row("nothing expected", R"("expectations": {"entries": [{"dn": "x"}]})", "nothing is expected of this entry");
    row("bad pattern", R"("expectations": {"entries": [{"dn": "x", "anchor": "[0-9"}]})", "expectations.entries[0].anchor");
    row("bad filter", R"("expectations": {"entries": [{"filter": "type:", "outcome": "error"}]})",
        "expectations.entries[0].filter");
    row("anchor without attribute", R"("anchors": {"user": []})", "anchors.user: an anchor has at least one attribute");
    row("object that is none", R"("space": {"objects": ["cn=u1"]})", "space.objects[0]: expected an object, found a string");
    QTest::newRow("no version") << QStringLiteral("{}") << QStringLiteral("anchorageProject");
    QTest::newRow("later version") << QStringLiteral(R"({"anchorageProject": 2})")
                                   << QStringLiteral("this program reads version 1");
}

void ProjectTest::whatIsWrongIsNamed()
{
    QFETCH(QString, json);
    QFETCH(QString, message);
    const auto read = project::read(json.toStdString(), "/p/x.anchorage");
    QVERIFY(!read);
    const auto text = QString::fromStdString(read.error().text());
    QVERIFY2(text.contains(message), qPrintable(text));
    QVERIFY2(text.startsWith(QStringLiteral("/p/x.anchorage")), qPrintable(text));
    QCOMPARE(read.error().code, ErrorCode::Input);
}

void ProjectTest::secretsInClearAreRefusedAndNotRepeated()
{
    const auto read =
        project::read(withMembers(R"("parameters": {"password": {"secret": "hunter2-in-clear"}})"), "/p/x.anchorage");
    QVERIFY(!read);
    QVERIFY(read.error().text().find("hunter2") == std::string::npos);
    QVERIFY(read.error().text().find("parameters.password.secret") != std::string::npos);
}

void ProjectTest::malformedJsonNamesLineAndColumn()
{
    const auto read = project::read("{\"anchorageProject\": 1,\n \"steps\": [,]}", "/p/x.anchorage");
    QVERIFY(!read);
    QCOMPARE(read.error().where.line, std::uint64_t{2});
    QVERIFY(read.error().where.column > 0);
}

void ProjectTest::whatIsWrongNamesTheLineOfTheMember_data()
{
    QTest::addColumn<QString>("wrong"); // stands on line 7, of {"anchorageProject": 1 and what follows it
    const auto row = [](const char *name, const char *before, const char *wrong, const char *after) {
        QString text = QString::fromUtf8(before);
        text.insert(0, QString(5 - text.count(QLatin1Char('\n')), QLatin1Char('\n')));
        QTest::newRow(name) << text + QLatin1Char('\n') + QString::fromUtf8(wrong) + QString::fromUtf8(after);
    };
    row("an unknown member", "", R"("stepz": [])", "");
    row("the second of two", "\"description\": \"a\",", R"("description": "b")", "");
    row("an unknown member inside", "\"steps\": [{\"name\": \"a\"},\n{\"name\": \"]}\\\"\",", R"("pagesize": 3)", "\n}]");
    row("a wrong type inside", "\"steps\": [{\"name\": \"a\"},\n{\"name\": \"b\",", R"("pageSize": "x")", "}]");
    row("a member that is missing", "\"space\": {\"files\": [", R"({"format": "ldif"})", "\n]}");
    row("a setting out of range", "\"settings\": {\"errorLimit\": 3,", R"("maxPasses": 0)", "}");
    row("an unknown setting", "\"settings\": {\"errorLimit\": 3,", R"("maxPases": 3)", "}");
    row("a parameter with a blank and a dot", "\"parameters\": {\"a\": \"\",", R"("a.b c": 1)", "}");
    row("a bad filter", "\"expectations\": {\"entries\": [{\"outcome\": \"error\",", R"("filter": "(((")", "}]}");
    row("an unknown outcome", "\"expectations\": {\"entries\": [{\"dn\": \"x\",", R"("outcome": "fine")", "}]}");
    row("a plain secret", "\"parameters\": {\"p\": {", R"("secret": "in clear")", "}}");
}

void ProjectTest::whatIsWrongNamesTheLineOfTheMember()
{
    QFETCH(QString, wrong);
    const auto text = "{\"anchorageProject\": 1," + wrong.toStdString() + "}";
    const auto read = project::read(text, "/p/x.anchorage");
    QVERIFY(!read);
    QVERIFY2(read.error().text().rfind("/p/x.anchorage:7: ", 0) == 0, (text + "\n" + read.error().text()).c_str());
}

void ProjectTest::readerAndPublishedSchemaAgree()
{
    // One program run for all: each text with the reader's verdict.
    std::vector<std::string> texts{everything,
                                   withMembers(""),
                                   withMembers(R"("connector": "memory")"),
                                   withMembers(R"("connector": {"command": "python3", "arguments": ["c.py"]})"),
                                   withMembers(R"("schema": "connector")"),
                                   withMembers(R"("schema": {"maConfiguration": "ma.xml"})"),
                                   withMembers(R"("schema": {"file": "s.json", "format": "canonical"})"),
                                   withMembers(R"("connector": {"path": "a", "arguments": ["b"]})"),
                                   withMembers(R"("schema": "elsewhere")"),
                                   withMembers(R"("schema": {"file": "a", "maConfiguration": "b"})"),
                                   withMembers(R"("nope": 1)"),
                                   withMembers(R"("steps": [{"pageSize": -1}])"),
                                   withMembers(R"("steps": [{"exportType": "FullObject"}])"),
                                   withMembers(R"("parameters": {"p": {"secret": "in clear"}})"),
                                   withMembers(R"("parameters": {"p": {"file": "a", "secret": "env:B"}})"),
                                   withMembers(R"("parameters": {"p": 1})"),
                                   withMembers(R"("capabilities": {"exportType": "Attribute"})"),
                                   withMembers(R"("capabilities": {"rename": true})"),
                                   withMembers(R"("anchors": {"user": []})"),
                                   withMembers(R"("scope": {"inclusion": []})"),
                                   withMembers(R"("settings": {"nope": 1})"),
                                   withMembers(R"("settings": {"process": "sometimes"})"),
                                   withMembers(R"("settings": {"maxPasses": 0})"),
                                   withMembers(R"("settings": {"linger": 500, "objectLimit": "none", "emptyAnchors": "null"})"),
                                   withMembers(R"("space": {"files": [{"format": "ldif"}]})"),
                                   withMembers(R"("space": {"files": [{"path": "a", "csv": {"delimiter": "::"}}]})"),
                                   withMembers(R"("space": {"files": [{"path": "a", "csv": {"quote": "none"}}]})"),
                                   withMembers(R"("space": {"files": [{"path": "a", "csv": {"encoding": "moon-8"}}]})"),
                                   withMembers(R"("space": {"files": [{"path": "a", "csv": {"colour": "red"}}]})"),
                                   withMembers(R"("space": {"objects": [1]})"),
                                   withMembers(R"("expectations": {"entries": [{"dn": "a", "index": 1, "outcome": "error"}]})"),
                                   withMembers(R"("expectations": {"entries": [{"index": 0, "outcome": "error"}]})"),
                                   withMembers(R"("expectations": {"entries": [{"dn": "a"}]})"),
                                   withMembers(R"("expectations": {"attributes": [{"attribute": "a"}]})"),
                                   R"({"anchorageProject": 2})",
                                   "{}",
                                   "[]"};
    for (const char *example : {"/resources/examples/contoso.anchorage"})
        texts.push_back(*readFile(std::string(ANCHORAGE_SOURCE_DIR) + example));

    const QTemporaryDir folder;
    const auto script = R"PY(
import json, sys, jsonschema
schema = json.load(open(sys.argv[1]))
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)
for line in open(sys.argv[2], encoding="utf-8"):
    print("valid" if validator.is_valid(json.loads(json.loads(line))) else "invalid")
)PY";
    QByteArray lines;
    for (const auto &text : texts) {
        std::string quoted;
        for (const char c : text)
            quoted += c == '"' ? "\\\"" : c == '\\' ? "\\\\" : c == '\n' ? "\\n" : std::string(1, c);
        lines += "\"" + QByteArray::fromStdString(quoted) + "\"\n";
    }
    QFile file(folder.filePath(QStringLiteral("texts.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(lines);
    file.close();
    QProcess python;
    python.start(QStringLiteral("python3"),
                 {QStringLiteral("-c"), QString::fromUtf8(script),
                  QStringLiteral(ANCHORAGE_SOURCE_DIR "/resources/schemas/anchorage-project.schema.json"), file.fileName()});
    QVERIFY2(python.waitForStarted(), "run.sh installs python3 and python3-jsonschema");
    QVERIFY(python.waitForFinished(60'000));
    QCOMPARE(QString::fromUtf8(python.readAllStandardError()), QString());
    const auto verdicts = python.readAllStandardOutput().trimmed().split('\n');
    QCOMPARE(static_cast<std::size_t>(verdicts.size()), texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto read = project::read(texts[i], "/p/x.anchorage");
        QVERIFY2((verdicts[static_cast<qsizetype>(i)] == "valid") == read.has_value(),
                 (texts[i] + "\nreader: " + (read ? "valid" : read.error().text())).c_str());
    }
}

QTEST_APPLESS_MAIN(ProjectTest)
#include "tst_project.moc"
