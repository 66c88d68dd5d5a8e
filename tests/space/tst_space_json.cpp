#include "core/space/space_json.h"
#include "tests/space/rich_object.h"

#include <QtTest>

#include <random>

using namespace anchorage;
using namespace anchorage::space;

namespace {

std::string text(const SpaceObject &object, json::Writer::Style style = json::Writer::Style::Compact)
{
    std::string out;
    json::Writer writer(out, style);
    json::write(writer, object);
    return out;
}

/// What is wrong with an object of this text, or "" when nothing is.
std::string faultOf(const std::string &json, const Schema *schema = nullptr)
{
    json::Document document;
    const auto node = document.parse(json);
    if (!node)
        return "no JSON: " + node.error().text();
    const auto object = readObject(*node, schema);
    return object ? std::string() : object.error().text();
}

Result<SpaceObject> readText(const std::string &json, const Schema *schema = nullptr)
{
    json::Document document;
    const auto node = document.parse(json);
    if (!node)
        return fail(node.error());
    return readObject(*node, schema);
}

Schema personSchema()
{
    SchemaType person;
    person.name = "person";
    person.attributes.resize(6);
    const auto set = [&person](std::size_t at, const char *name, AttributeType type, bool multiValued, bool encrypted = false) {
        auto &attribute = person.attributes[at];
        attribute.name = name;
        attribute.type = type;
        attribute.multiValued = multiValued;
        attribute.encrypted = encrypted;
    };
    set(0, "manager", AttributeType::Reference, false);
    set(1, "member", AttributeType::Reference, true);
    set(2, "photo", AttributeType::Binary, false);
    set(3, "uid", AttributeType::Integer, false);
    set(4, "pin", AttributeType::String, false, true);
    set(5, "mail", AttributeType::String, true);
    return {{person}};
}

/// As the header of space_json.h shows them, by hand.
const char *const groupText = R"({
  "dn": "cn=g1,ou=x",
  "type": "group",
  "id": "360b36f7-1227-6f44-9b8d-df65a756a9da",
  "anchors": {
    "id": 7
  },
  "image": {
    "title": "Boss",
    "active": true,
    "mail": [
      "a@x",
      "b@x"
    ],
    "member": {
      "Reference": [
        "cn=a"
      ]
    },
    "photo": {
      "Binary": "AAEC"
    },
    "huge": {
      "Integer": "9007199254740993"
    }
  },
  "pending": {
    "operation": "update",
    "newDn": "cn=g2,ou=x",
    "changes": [
      {
        "name": "member",
        "type": "Reference",
        "multiValued": true,
        "modification": "Update",
        "add": [
          "cn=b"
        ],
        "delete": [
          "cn=a"
        ]
      }
    ]
  },
  "failure": {
    "code": "ExportErrorInvalidDN",
    "retryCount": 3
  },
  "exported": true,
  "origin": "groups.ldif:12"
})";

SpaceObject group()
{
    SpaceObject object;
    object.dn = "cn=g1,ou=x";
    object.type = "group";
    object.identifier = *Guid::parse("360b36f7-1227-6f44-9b8d-df65a756a9da");
    object.anchors = {{"id", std::int64_t{7}}};
    object.image.emplace().attributes = {
        {"title", AttributeType::String, false, {std::string("Boss")}},
        {"active", AttributeType::Boolean, false, {true}},
        {"mail", AttributeType::String, true, {std::string("a@x"), std::string("b@x")}},
        {"member", AttributeType::Reference, true, {Reference{"cn=a"}}},
        {"photo", AttributeType::Binary, false, {Binary{std::string("\0\1\2", 3)}}},
        {"huge", AttributeType::Integer, false, {std::int64_t{9007199254740993}}},
    };
    object.pending = {
        PendingOperation::Update,
        "cn=g2,ou=x",
        {AttributeChange::update("member", {Reference{"cn=b"}}, {Reference{"cn=a"}}, AttributeType::Reference, true)}};
    object.lastFailure = ExportFailure{MAExportError::ExportErrorInvalidDN, {}, {}, 3};
    object.exported = true;
    object.origin = "groups.ldif:12";
    return object;
}

} // namespace

class TestSpaceJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writtenAsByHand();
    void pendingAddIsShort();
    void everythingComesBack();
    void randomAddsComeBack();
    void typesFromASchema();
    void wrongObjects_data();
    void wrongObjects();
    void plainSecretsAreRefusedAndNotRepeated_data();
    void plainSecretsAreRefusedAndNotRepeated();
    void secretReferencesAreMarkedAsSecret();
    void wholeSpaceComesBackWithoutItsHoles();
    void readerKeepsHolesAndNamesPlaces();
    void truncatedTextIsAnError();
};

void TestSpaceJson::writtenAsByHand()
{
    QCOMPARE(text(group(), json::Writer::Style::Pretty), std::string(groupText));
    const auto read = readText(groupText);
    QVERIFY2(read, read ? "" : read.error().text().c_str());
    QVERIFY(*read == group());
}

void TestSpaceJson::pendingAddIsShort()
{
    SpaceObject object;
    object.dn = "cn=u1";
    object.type = "user";
    auto secret = AttributeChange::add("export_password", {std::string("env:PW")}, AttributeType::String, false);
    secret.encrypted = true;
    object.pending = {PendingOperation::Add,
                      {},
                      {AttributeChange::add("title", {std::string("B")}, AttributeType::String, false),
                       AttributeChange::add("manager", {Reference{"cn=b"}}, AttributeType::Reference, false), secret}};
    QCOMPARE(
        text(object),
        std::string(
            R"({"dn":"cn=u1","type":"user","pending":{"operation":"add","attributes":{"title":"B","manager":{"Reference":"cn=b"}},)"
            R"("changes":[{"name":"export_password","modification":"Add","add":["env:PW"],"secret":true}]}})"));
    QVERIFY(*readText(text(object)) == object);
}

void TestSpaceJson::everythingComesBack()
{
    const SpaceObject object = richObject();
    const auto read = readText(text(object));
    QVERIFY2(read, read ? "" : read.error().text().c_str());
    QCOMPARE(text(*read), text(object));
    QVERIFY(*read == object);
    QVERIFY(*readText(text(object, json::Writer::Style::Pretty)) == object);

    SpaceObject emptyImage;
    emptyImage.dn = "cn=known and empty";
    emptyImage.image.emplace();
    QVERIFY(*readText(text(emptyImage)) == emptyImage);

    SpaceObject dropped; // nothing pending but a note that it was taken out
    dropped.dropped = true;
    QVERIFY(*readText(text(dropped)) == dropped);
}

void TestSpaceJson::randomAddsComeBack()
{
    // Short and long form of an Add meet here: repeated names, odd modifications, secrets in between.
    const std::vector<std::vector<AttributeValue>> valueSets{
        {std::string("x")}, {std::string("x"), std::string("y")}, {std::int64_t{1} << 53U}, {Reference{"cn=a"}}, {true}, {}};
    for (unsigned seed = 1; seed <= 500; ++seed) {
        std::mt19937 random(seed);
        SpaceObject object;
        object.dn = "cn=a";
        object.pending.operation = random() % 2 == 0 ? PendingOperation::Add : PendingOperation::DeleteAdd;
        for (std::size_t i = random() % 6; i > 0; --i) {
            const auto &values = valueSets[random() % valueSets.size()];
            AttributeChange change;
            change.name = std::string(1, static_cast<char>("aAbc"[random() % 4]));
            change.type = values.empty() ? AttributeType::String : typeOf(values[0]);
            change.multiValued = random() % 2 == 0;
            change.modification = random() % 4 == 0 ? AttributeModificationType::Replace : AttributeModificationType::Add;
            for (const auto &value : values)
                change.values.push_back({value, random() % 8 == 0 ? ValueModificationType::Delete : ValueModificationType::Add});
            std::stable_sort(change.values.begin(), change.values.end(), [](const ValueChange &x, const ValueChange &y) {
                return x.modification < y.modification; // adds before deletes, as csentry_change.h has it
            });
            if (random() % 8 == 0) {
                change = AttributeChange::add("secret", {std::string("env:PW")}, AttributeType::String, false);
                change.encrypted = true;
            }
            object.pending.changes.push_back(change);
        }
        const auto read = readText(text(object));
        QVERIFY2(read && *read == object, (std::to_string(seed) + ": " + text(object)).c_str());
    }
}

void TestSpaceJson::typesFromASchema()
{
    const Schema schema = personSchema();
    const auto read = readText(R"({"dn": "cn=a", "type": "person", "anchors": {"uid": "9007199254740993"},
        "image": {"Manager": "cn=b", "member": "cn=c", "photo": "AAEC", "other": 3, "mail": ["a", "b"], "uid": {"String": "x"}}})",
                               &schema);
    QVERIFY2(read, read ? "" : read.error().text().c_str());
    QVERIFY(read->anchors == (std::vector<AnchorAttribute>{{"uid", std::int64_t{9007199254740993}}}));
    const std::vector<ImageAttribute> expected{
        {"Manager", AttributeType::Reference, false, {Reference{"cn=b"}}},
        {"member", AttributeType::Reference, true, {Reference{"cn=c"}}},
        {"photo", AttributeType::Binary, false, {Binary{std::string("\0\1\2", 3)}}},
        {"other", AttributeType::Integer, false, {std::int64_t{3}}},
        {"mail", AttributeType::String, true, {std::string("a"), std::string("b")}},
        {"uid", AttributeType::String, false, {std::string("x")}}, // said so: for validation to judge
    };
    QVERIFY(read->image->attributes == expected);
    // What is written needs no schema to be read.
    QVERIFY(*readText(text(*read)) == *read);
    // Written beside its schema it says what differs from it.
    std::string out;
    json::Writer writer(out);
    writeObject(writer, *read, &schema);
    QVERIFY2(readText(out, &schema) == *read, out.c_str());
}

void TestSpaceJson::wrongObjects_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QByteArray>("expected"); // a part of the message

    const auto row = [](const char *name, const char *members, const char *expected) {
        QTest::newRow(name) << QByteArray(members) << QByteArray(expected);
    };
    row("unknown member", R"("imgae": {})", "imgae");
    row("identifier", R"("id": "7")", "id: \"7\" is no identifier");
    row("flag", R"("exported": "yes")", "exported: ");
    row("null value", R"("image": {"a": null})", "image.a: ");
    row("number with a fraction", R"("image": {"a": 1.5})", "image.a: ");
    row("mixed values", R"("image": {"a": ["x", 1]})", "image.a[1]: ");
    row("nested array", R"("image": {"a": [["x"]]})", "image.a[0]: ");
    row("type of nothing", R"("image": {"a": {"Text": "x"}})", "Text");
    row("two types", R"("image": {"a": {"String": "x", "Integer": 1}})", "Integer");
    row("no type", R"("image": {"a": {}})", "must say its type");
    row("bad base64", R"("image": {"a": {"Binary": "?"}})", "image.a.Binary: ");
    row("integer too large", R"("image": {"a": {"Integer": "9223372036854775808"}})", "image.a.Integer: ");
    row("attribute twice", R"("image": {"a": 1, "A": 2})", "image: the attribute \"A\" stands twice");
    row("two anchor values", R"("anchors": {"a": [1, 2]})", "anchors.a: an anchor component has one value, found 2");
    row("image is a list", R"("image": [])", "image: ");
    row("no operation", R"("pending": {})", "pending: the member \"operation\" is missing");
    row("unknown operation", R"("pending": {"operation": "modify"})", "pending.operation: ");
    row("attributes of an update", R"("pending": {"operation": "update", "attributes": {}})", "pending.attributes: ");
    row("new DN of an add", R"("pending": {"operation": "add", "newDn": "cn=b"})", "pending.newDn: ");
    row("unknown member of pending", R"("pending": {"operation": "add", "change": []})", "change");
    row("unknown member of a change", R"("unconfirmed": [{"name": "a", "modification": "Delete", "value": 1}])",
        "unconfirmed[0]: ");
    row("change without a name", R"("unconfirmed": [{"modification": "Delete"}])", "unconfirmed[0]: ");
    row("unknown code", R"("failure": {"code": "no-idea"})", "failure.code: ");
    row("member twice", R"("exported": true, "exported": false)", "stands twice");
}

void TestSpaceJson::wrongObjects()
{
    QFETCH(QByteArray, members);
    QFETCH(QByteArray, expected);
    const std::string fault = faultOf(R"({"dn": "cn=a", "type": "user", )" + members.toStdString() + "}");
    QVERIFY2(fault.find(expected.toStdString()) != std::string::npos, fault.c_str());
    QVERIFY2(fault.find("cn=a: ") == 0, fault.c_str()); // the entry
}

void TestSpaceJson::plainSecretsAreRefusedAndNotRepeated_data()
{
    QTest::addColumn<QByteArray>("members");
    const auto row = [](const char *name, const char *members) { QTest::newRow(name) << QByteArray(members); };
    row("change marked secret",
        R"("pending": {"operation": "update", "changes": [{"name": "x", "modification": "Add", "add": ["hunter2"], "secret": true}]})");
    row("export_password not marked",
        R"("pending": {"operation": "update", "changes": [{"name": "Export_Password", "modification": "Add", "add": ["hunter2"]}]})");
    row("export_password as an attribute", R"("pending": {"operation": "add", "attributes": {"export_password": "hunter2"}})");
    row("export_password of another type",
        R"("pending": {"operation": "add", "attributes": {"export_password": {"Reference": "hunter2"}}})");
    row("schema says encrypted", R"("pending": {"operation": "add", "attributes": {"pin": "hunter2"}})");
    row("unconfirmed", R"("unconfirmed": [{"name": "pin", "modification": "Replace", "add": ["hunter2"]}])");
    row("deleted value", R"("unconfirmed": [{"name": "pin", "modification": "Update", "delete": ["hunter2"]}])");
    row("image", R"("image": {"pin": "hunter2"})");
    row("reference in an image", R"("image": {"export_password": "env:PW"})");
}

void TestSpaceJson::plainSecretsAreRefusedAndNotRepeated()
{
    QFETCH(QByteArray, members);
    const Schema schema = personSchema();
    const std::string fault = faultOf(R"({"dn": "cn=a", "type": "person", )" + members.toStdString() + "}", &schema);
    QVERIFY2(fault.find("secret") != std::string::npos, fault.c_str());
    QVERIFY2(fault.find("hunter2") == std::string::npos, fault.c_str());
}

void TestSpaceJson::secretReferencesAreMarkedAsSecret()
{
    const Schema schema = personSchema();
    const auto read = readText(R"({"dn": "cn=a", "type": "person", "pending": {"operation": "add",
        "attributes": {"pin": "env:PIN", "mail": "a@x"}}})",
                               &schema);
    QVERIFY2(read, read ? "" : read.error().text().c_str());
    QVERIFY(read->pending.changes.at(0).encrypted);
    QVERIFY(!read->pending.changes.at(1).encrypted);
    QVERIFY(readText(text(*read))->pending.changes.at(0).encrypted);
}

void TestSpaceJson::wholeSpaceComesBackWithoutItsHoles()
{
    Space space(MADistinguishedNameStyle::Ldap);
    QVERIFY(space.insert(group()));
    space.erase(0);
    const auto index = *space.insert(richObject());
    CsEntryChange entry;
    entry.identifier = space.identifier(index);
    entry.dn = "cn=Rich,ou=x";
    entry.objectType = "user";
    entry.modification = ObjectModificationType::Delete;
    space.addRecorded({index, entry});

    std::string out;
    json::Writer writer(out);
    writeSpace(writer, space);
    json::Document document;
    const auto read = readSpace(*document.parse(out));
    QVERIFY2(read, read ? "" : read.error().text().c_str());
    QVERIFY(*read == space);
    QCOMPARE(read->style(), MADistinguishedNameStyle::Ldap);
    QCOMPARE(read->size(), std::size_t(1));
    QCOMPARE(read->recorded()[0].object, 0U);

    QVERIFY(!readSpace(*document.parse(R"({"objects": [{"dn": "a", "type": "t"}, {"dn": "A", "type": "t"}]})")));
    QVERIFY(!readSpace(*document.parse(R"({"objects": [], "style": "X500"})")));
    QVERIFY(!readSpace(*document.parse(R"({"objects": [], "entries": []})")));
    QVERIFY(!readSpace(*document.parse(R"({})")));
    QVERIFY(!readSpace(*document.parse("[]")));
}

void TestSpaceJson::readerKeepsHolesAndNamesPlaces()
{
    SpaceReader reader(MADistinguishedNameStyle::Ldap);
    json::Document document;
    QVERIFY(reader.object(*document.parse("null")));
    QVERIFY(reader.object(*document.parse(R"({"dn": "cn=a", "type": "user"})"), {.file = "s.json", .line = 3}));
    QVERIFY(reader.object(*document.parse(R"({"dn": "cn=b", "type": "user", "origin": "#1"})"), {.file = "s.json", .line = 4}));

    const auto twice = reader.object(*document.parse(R"({"dn": "CN=A", "type": "user"})"), {.file = "s.json", .line = 5});
    QVERIFY(!twice);
    QVERIFY2(twice.error().text().find("s.json:5: CN=A: ") == 0, twice.error().text().c_str());
    QVERIFY2(twice.error().text().find("s.json:3") != std::string::npos, twice.error().text().c_str());

    const char *entry =
        R"(, "entry": {"identifier": "360b36f7-1227-6f44-9b8d-df65a756a9da", "dn": "cn=a", "objectType": "user", "modification": "Delete"}})";
    QVERIFY(reader.recorded(*document.parse(std::string(R"({"object": 1)") + entry)));
    QVERIFY(!reader.recorded(*document.parse(std::string(R"({"object": 0)") + entry))); // a hole
    QVERIFY(!reader.recorded(*document.parse(std::string(R"({"object": 77)") + entry))); // nothing
    QVERIFY(!reader.recorded(*document.parse(std::string(R"({"object": -1)") + entry)));

    const Space space = reader.take();
    QVERIFY(!space.exists(0));
    QCOMPARE(space.object(1).origin, std::string("s.json:3"));
    QCOMPARE(space.object(2).origin, std::string("#1"));
    QCOMPARE(space.recorded().size(), std::size_t(1));
}

void TestSpaceJson::truncatedTextIsAnError()
{
    const std::string whole = text(group());
    for (std::size_t size = 0; size < whole.size(); ++size)
        QVERIFY2(!readText(whole.substr(0, size)), std::to_string(size).c_str());
}

QTEST_APPLESS_MAIN(TestSpaceJson)
#include "tst_space_json.moc"
