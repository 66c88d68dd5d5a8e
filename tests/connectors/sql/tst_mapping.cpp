// The parameter `mapping`: its schema, its errors, and the mapping that tables suggest.
#include "tests/connectors/sql/sql_run.h"

#include <QTest>

using namespace anchorage;
using namespace anchorage::sql;
using namespace anchorage::sql::test;

namespace {

struct Bad {
    const char *mapping;
    const char *message; ///< "parameter: message"
    Parameters parameters = {};
};

const std::vector<std::pair<const char *, Bad>> &bad()
{
    static const std::vector<std::pair<const char *, Bad>> all = {
        {"no JSON", {"{\"types\": ", "mapping: line 1: "}},
        {"an unknown member",
         {R"({"types": {"user": {"tabel": "users", "anchor": "id"}}})",
          "mapping: types.user: unknown member \"tabel\"; did you mean \"table\"?"}},
        {"no types", {R"({"types": {}})", "mapping: types: expected at least one object type"}},
        {"no anchor",
         {R"({"types": {"user": {"table": "users", "dn": "dn"}}})", "mapping: types.user: the member \"anchor\" is missing"}},
        {"a type that is none",
         {R"({"types": {"user": {"table": "users", "anchor": "id", "dn": "dn", "attributes": {"title": {"type": "text"}}}}})",
          "mapping: types.user.attributes.title.type: expected string, integer, boolean, binary or reference, found \"text\""}},
        {"a link table without owner",
         {R"({"types": {"user": {"table": "users", "anchor": "id", "dn": "dn", "attributes": {"proxy": {"table": "proxies"}}}}})",
          "mapping: types.user.attributes.proxy: a multi-valued attribute needs both"}},
        {"no DN column",
         {R"({"types": {"user": {"table": "users", "anchor": "id"}}})", "mapping: type user: \"dn\" is missing: "}},
        {"a DN column under None",
         {mappingWithDn.c_str(), "mapping: type user: \"dn\" is given, but ", {{"distinguishedNameStyle", "None"}}}},
        {"an id that could be two",
         {R"({"types": {"user": {"table": "users", "anchor": "id", "dn": "dn", "attributes": {"manager": {"column": "boss", "type": "reference"}}},
                                      "group": {"table": "groups", "anchor": "id", "dn": "dn"}}})",
          "mapping: type user, attribute manager: it could point to several types, whose ids may be equal"}},
        {"a target that is not mapped",
         {R"({"types": {"user": {"table": "users", "anchor": "id", "dn": "dn", "attributes": {"manager": {"column": "boss", "type": "reference", "to": ["boss"]}}}}})",
          "mapping: type user, attribute manager: \"to\" names the type \"boss\", which is not mapped"}},
        {"an attribute twice",
         {R"({"types": {"user": {"table": "users", "anchor": "id", "dn": "dn", "attributes": {"title": {}, "TITLE": "phone"}}}})",
          "mapping: type user: the attribute \"TITLE\" stands twice"}},
        {"a table that is not there",
         {R"({"types": {"user": {"table": "usres", "anchor": "id", "dn": "dn"}}})",
          "mapping: type user, anchor: there is no table usres; there are "}},
        {"a column that is not there",
         {R"({"types": {"user": {"table": "users", "anchor": "id", "dn": "dn", "attributes": {"title": "titel"}}}})",
          "mapping: type user, attribute title: the table users has no column titel; it has id, dn, title, "}},
        {"a link column that is not there",
         {R"({"types": {"user": {"table": "users", "anchor": "id", "dn": "dn", "attributes": {"proxy": {"table": "proxies", "owner": "usr", "column": "address"}}}}})",
          "mapping: type user, attribute proxy: the table proxies has no column usr; it has owner, address"}},
        {"a made anchor that is text",
         {R"({"types": {"user": {"table": "users", "anchor": {"column": "id", "type": "string"}, "dn": "dn"}}})",
          "mapping: types.user.anchor: the database makes integers only"}},
    };
    return all;
}

std::string shown(const Schema &schema)
{
    std::string out;
    for (const auto &type : schema.types) {
        out += (out.empty() ? "" : "; ") + type.name + ':';
        for (const auto &a : type.attributes)
            out += ' ' + a.name + (a.anchor ? "!" : "") + '(' + std::string(name(a.type)) + (a.multiValued ? "*" : "")
                + (a.required ? " required" : "") + (a.operation == AttributeOperation::ImportOnly ? " read" : "") + ')';
    }
    return out;
}

} // namespace

class TestMapping : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMistakeIsNamed_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < bad().size(); ++i)
            QTest::newRow(bad()[i].first) << static_cast<int>(i);
    }
    void aMistakeIsNamed()
    {
        QFETCH(int, index);
        const auto &row = bad()[static_cast<std::size_t>(index)].second;
        SqlRun run(tablesWithDn, row.mapping, row.parameters);
        const auto result = run.connector().validateConfigParameters(run.given(), ConfigParameterPage::Schema);
        const auto text = result.errorParameter + ": " + result.errorMessage;
        SAME(text.substr(0, std::string(row.message).size()), row.message);
        QCOMPARE(result.code, ParameterValidationResultCode::Failure);
        QVERIFY_EXCEPTION_THROWN(run.open(), sdk::ExtensibleExtensionException);
    }
    void aGoodMappingIsASchema()
    {
        SqlRun run(tablesWithDn, mappingWithDn);
        QCOMPARE(run.connector().validateConfigParameters(run.given(), ConfigParameterPage::Schema).code,
                 ParameterValidationResultCode::Success);
        SAME(shown(run.connector().schema(run.given())),
             "user: id!(Integer read) title(String) mail(String) phone(String) rank(Integer) active(Boolean) photo(Binary) "
             "manager(Reference) proxy(String*); group: id!(Integer read) description(String required) member(Reference*)");
    }
    void tablesSuggestAMapping()
    {
        SqlRun run(tablesWithDn, {});
        SAME(shown(run.connector().schema(run.given())),
             "groups: id!(Integer read) purpose(String) members(Reference*); "
             "users: id!(Integer read) title(String) mail(String) phone(String) boss(Reference) rank(Integer) active(Boolean) "
             "photo(Binary) proxies(String*)");
        SAME(
            run.put({add("cn=u1", {plus("title", text({"A"}))}, "users"),
                     add("cn=g1", {AttributeChange::add("members", refs({"cn=u1"}), AttributeType::Reference, true)}, "groups")}),
            "ok {id=1}; ok {id=1}");
        SAME(run.content(), "cn=g1{1} purpose(none) members(cn=u1); cn=u1{1} title(A)");
    }
    void tablesWithoutKeysSuggestNothing()
    {
        SqlRun run("CREATE TABLE t (a TEXT);\n", {}, {{"distinguishedNameStyle", "None"}});
        QVERIFY_EXCEPTION_THROWN(run.connector().schema(run.given()), sdk::ExtensibleExtensionException);
    }
    void aMappingMayStandInAFile()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("mapping.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(mappingWithDn));
        file.close();
        SqlRun run(tablesWithDn, toUtf8(file.fileName()));
        QCOMPARE(run.connector().schema(run.given()).types.size(), std::size_t(2));
    }
};

QTEST_GUILESS_MAIN(TestMapping)
#include "tst_mapping.moc"
