// A change against a schema: each finding, and what is no finding.
#include "core/model/validation.h"

#include <QTest>

using namespace anchorage;

using Changes = std::vector<AttributeChange>;
using enum ObjectModificationType;
Q_DECLARE_METATYPE(Changes)
Q_DECLARE_METATYPE(ObjectModificationType)

class TestValidation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aChangeIsHeldAgainstItsType_data();
    void aChangeIsHeldAgainstItsType();
    void namesAreHeldAgainstTheStyle();
    void aTypeThatTheSchemaLacksIsToldWithThoseItHas();
    void aMisfitSaysWhatIsExpectedAndCutsWhatWasFound();
};

namespace {

Schema people()
{
    SchemaAttribute mail{.name = "mail", .required = true};
    SchemaAttribute title{.name = "title"};
    SchemaAttribute level{.name = "level", .type = AttributeType::Integer};
    SchemaAttribute phones{.name = "phones", .multiValued = true};
    SchemaAttribute state{.name = "state", .operation = AttributeOperation::ImportOnly};
    Schema schema;
    schema.types.emplace_back().name = "person";
    schema.types.back().attributes = {mail, title, level, phones, state};
    return schema;
}

AttributeChange add(const char *name, std::vector<AttributeValue> values)
{
    return AttributeChange::add(name, std::move(values), AttributeType::String, false);
}

AttributeChange replace(const char *name, std::vector<AttributeValue> values)
{
    return AttributeChange::replace(name, std::move(values), AttributeType::String, false);
}

AttributeChange removal(const char *name)
{
    return AttributeChange::remove(name, AttributeType::String, false);
}

/// "error wrong-value-type level", one a finding.
std::string words(const Findings &findings)
{
    std::string out;
    for (const auto &found : findings) {
        out += (out.empty() ? "" : "; ") + std::string(name(found.severity)) + ' ' + found.id;
        out += found.attribute.empty() ? "" : ' ' + found.attribute;
    }
    return out;
}

} // namespace

void TestValidation::aChangeIsHeldAgainstItsType_data()
{
    QTest::addColumn<ObjectModificationType>("modification");
    QTest::addColumn<Changes>("changes");
    QTest::addColumn<std::string>("expected");
    const AttributeValue text = std::string("a");
    const auto password = add("EXPORT_PASSWORD", {text});
    const auto mail = add("mail", {text});

    QTest::newRow("a complete Add") << Add << Changes{mail, add("title", {text})} << std::string();
    QTest::newRow("names do not mind their case") << Add << Changes{add("MAIL", {text})} << std::string();
    QTest::newRow("the pseudo attributes are known")
        << Update << Changes{AttributeChange::rename("cn=b", "cn=a"), password} << std::string();
    QTest::newRow("an Add without a required attribute")
        << Add << Changes{add("title", {text})} << std::string("warning missing-required mail");
    QTest::newRow("an Update need not carry it") << Update << Changes{replace("title", {text})} << std::string();
    QTest::newRow("an Update that deletes a required attribute")
        << Update << Changes{removal("mail")} << std::string("warning missing-required mail");
    QTest::newRow("an Update that replaces it by nothing")
        << Update << Changes{replace("mail", {})} << std::string("warning missing-required mail");
    QTest::newRow("an Update that replaces it by a value") << Update << Changes{replace("mail", {text})} << std::string();
    QTest::newRow("an Update of single values may leave others")
        << Update << Changes{AttributeChange::update("mail", {}, {text}, AttributeType::String, false)} << std::string();
    QTest::newRow("an Update that deletes what is not required") << Update << Changes{removal("title")} << std::string();
    QTest::newRow("an attribute that the type lacks")
        << Update << Changes{add("tilte", {text})} << std::string("error unknown-attribute tilte");
    QTest::newRow("an attribute that stands twice")
        << Update << Changes{add("title", {text}), removal("TITLE")} << std::string("error duplicate-attribute TITLE");
    QTest::newRow("a text where a number belongs") << Update << Changes{add("level", {text, text})}
                                                   << std::string("error wrong-value-type level; error too-many-values level");
    QTest::newRow("two values of a single-valued attribute")
        << Update << Changes{add("title", {text, std::string("b")})} << std::string("error too-many-values title");
    QTest::newRow("one value for another") << Update
                                           << Changes{AttributeChange::update("title", {text}, {std::string("b")},
                                                                              AttributeType::String, false)}
                                           << std::string();
    QTest::newRow("many values of a multi-valued one")
        << Update << Changes{add("phones", {text, std::string("b")})} << std::string();
    QTest::newRow("an attribute that is never handed over")
        << Update << Changes{add("state", {text})} << std::string("note import-only state");
    QTest::newRow("an Add that deletes") << Add << Changes{mail, removal("title")}
                                         << std::string("error illegal-modification title");
    QTest::newRow("a Replace that replaces an attribute")
        << Replace << Changes{replace("title", {text})} << std::string("error illegal-modification title");
    QTest::newRow("a Delete with attributes")
        << Delete << Changes{add("title", {text})} << std::string("error illegal-modification title");
}

void TestValidation::aChangeIsHeldAgainstItsType()
{
    QFETCH(const ObjectModificationType, modification);
    QFETCH(const Changes, changes);
    QFETCH(const std::string, expected);
    const auto found = validate({"cn=a", "person", modification, changes}, people(), MADistinguishedNameStyle::Ldap);
    QCOMPARE(words(found), expected);
    for (const auto &finding : found)
        QCOMPARE(finding.dn, std::string("cn=a"));
}

void TestValidation::namesAreHeldAgainstTheStyle()
{
    const Changes none;
    const ChangeToValidate change{"no name", "person", Delete, none};
    QCOMPARE(words(validate(change, people(), MADistinguishedNameStyle::Ldap)), std::string("error invalid-dn"));
    QCOMPARE(words(validate(change, people(), MADistinguishedNameStyle::Generic)), std::string());
}

void TestValidation::aTypeThatTheSchemaLacksIsToldWithThoseItHas()
{
    const Changes none;
    const auto found = validate({"cn=a", "persn", Delete, none}, people(), MADistinguishedNameStyle::Ldap);
    QCOMPARE(words(found), std::string("error unknown-type"));
    QVERIFY2(found.at(0).message.ends_with("it has person"), found.at(0).message.c_str());
}

void TestValidation::aMisfitSaysWhatIsExpectedAndCutsWhatWasFound()
{
    const SchemaAttribute level{.name = "level", .type = AttributeType::Integer};
    QCOMPARE(misfit(std::int64_t(7), level), std::string());
    std::string umlauts(59, 'x');
    umlauts += "\xc3\xa4\xc3\xa4"; // the cut must not go through one
    const auto found = misfit(umlauts, level);
    QVERIFY2(found.ends_with(std::string(59, 'x') + "\xe2\x80\xa6\""), found.c_str());
    QVERIFY2(found.starts_with("expected a value of type Integer, found the String"), found.c_str());
}

QTEST_APPLESS_MAIN(TestValidation)
#include "tst_validation.moc"
