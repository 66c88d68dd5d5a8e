// Every format that can be written gives back what it was given; what it cannot hold it names, and what it
// normalises is written here and in formats.md.
#include "tests/formats/format_fixture.h"
#include "tests/formats/generated_space.h"

#include <QTest>

using namespace anchorage;

class TestRoundTrips : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writtenAndReadAgainIsTheSame_data();
    void writtenAndReadAgainIsTheSame();
    void whatIsLostIsCounted_data();
    void whatIsLostIsCounted();
    void spacesGoThroughOtherFormats();
    void recordedEntriesGoThroughTheirFormats_data();
    void recordedEntriesGoThroughTheirFormats();

private:
    FormatFixture m_files;
};

namespace {

/// The listed normalisations (formats.md), applied to what was written.
space::SpaceObject normalised(space::SpaceObject object, const std::string &format)
{
    object.origin.clear();
    // LDIF's "add:" adds values, whether there are some already or not.
    if (format == "ldif" && object.pending.operation == space::PendingOperation::Update)
        for (auto &change : object.pending.changes) {
            if (change.multiValued && change.modification == AttributeModificationType::Add)
                change.modification = AttributeModificationType::Update;
        }
    if (format == "csv") // attributes come in the order of the columns
        std::sort(object.pending.changes.begin(), object.pending.changes.end(),
                  [](const auto &a, const auto &b) { return a.name < b.name; });
    const bool hasIds = format == "canonical" || format == "csexport";
    if (!hasIds)
        object.identifier = {};
    return object;
}

QString difference(const space::SpaceObject &a, const space::SpaceObject &b)
{
    const auto shown = [](const space::SpaceObject &object) {
        CsEntryChange entry;
        entry.dn = object.dn;
        entry.anchors = object.anchors;
        entry.changes = object.pending.changes;
        auto text = entryText({1, 1}, entry);
        return QString::fromStdString(std::string(name(object.pending.operation)) + " " + object.pending.newDn.value_or("")
                                      + (object.exported ? " exported " : " ") + object.type + " "
                                      + (object.image ? "image " : "") + std::to_string(object.unconfirmed.size()) + " "
                                      + object.identifier.text() + " " + text.substr(0, 3000));
    };
    return shown(a) + QStringLiteral("\n   read: ") + shown(b);
}

struct Case {
    const char *format = nullptr;
    const char *file = nullptr;
    GeneratedKinds kinds;
    formats::TextEncoding encoding = formats::TextEncoding::Default;
};
const Case cases[]{
    {"canonical", "s.json", {true, true, true, true, true, true, true}},
    {"mmsml", "m.xml", {true, false, false, false, true, true, true}},
    {"mmsml", "m8.xml", {true, false, false, false, true, false}, formats::TextEncoding::Utf8},
    {"csexport", "c.xml", {true, true, true, true, true, true, true}},
    {"ldif", "l.ldif", {true, false, false, false, false, true}},
    {"ldif", "l2.ldif", {true, false, false, false, false, false}},
    {"csv", "v.csv", {false, false, false, false, true, true}},
    {"csv", "v16.csv", {false, false, false, false, true, true, true}, formats::TextEncoding::Utf16},
};

} // namespace

void TestRoundTrips::writtenAndReadAgainIsTheSame_data()
{
    QTest::addColumn<int>("number");
    for (int i = 0; i < static_cast<int>(std::size(cases)); ++i)
        QTest::newRow(cases[i].file) << i;
}

void TestRoundTrips::writtenAndReadAgainIsTheSame()
{
    QFETCH(int, number);
    const auto &what = cases[number];
    for (unsigned seed = 1; seed <= 12; ++seed) {
        const auto schema = GeneratedSpace::schema(seed);
        const auto space = GeneratedSpace(seed, what.kinds).make(schema, 25);
        formats::SaveRequest save;
        save.path = m_files.path(what.file);
        save.format = what.format;
        save.schema = &schema;
        save.encoding = what.encoding;
        const auto losses = formats::save(space, save);
        QVERIFY2(losses.has_value(), losses ? "" : losses.error().text().c_str());
        for (const auto &loss : *losses)
            QVERIFY2(loss.what == "object types of updates and deletes", loss.what.c_str());

        formats::LoadRequest request;
        request.path = save.path;
        request.format = seed % 2 == 0 ? std::string() : std::string(what.format); // also by content
        request.schema = &schema;
        request.selectedTypes = {"person"};
        const auto again = formats::load(request);
        QVERIFY2(again.has_value(), again ? "" : again.error().text().c_str());
        QCOMPARE(again->format, std::string(what.format));
        QCOMPARE(again->space->size(), space.size());
        for (space::ObjectIndex i = 0; i < space.size(); ++i) {
            const auto expected = normalised(space.object(i), what.format);
            const auto read = normalised(again->space->object(i), what.format);
            QVERIFY2(read == expected, qPrintable(QStringLiteral("seed %1 ").arg(seed) + difference(expected, read)));
        }
        for (const auto &finding : again->findings)
            QVERIFY2(finding.severity == Severity::Note, finding.message.c_str());
    }
}

void TestRoundTrips::whatIsLostIsCounted_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("lost");
    QTest::newRow("canonical") << "canonical"
                               << "";
    QTest::newRow("mmsml") << "mmsml"
                           << "1 images (the file holds changes only)\n1 values exported but not confirmed\n1 marks of objects "
                              "taken out of the run\n1 last export errors\n1 objects without a pending change\n1 characters that "
                              "XML cannot hold in a DN or name, written as U+FFFD\n";
    QTest::newRow("csexport") << "csexport"
                              << "1 marks of objects taken out of the run\n1 characters that XML cannot hold in a DN or name, "
                                 "written as U+FFFD\n";
    QTest::newRow("ldif") << "ldif"
                          << "1 images (the file holds changes only)\n1 values exported but not confirmed\n1 marks of objects "
                             "taken out of the run\n1 last export errors\n1 anchors\n1 object types of updates and deletes\n1 "
                             "attributes whose name LDIF cannot hold\n1 objects without a pending change\n";
    QTest::newRow("csv") << "csv"
                         << "1 images (the file holds changes only)\n1 values exported but not confirmed\n1 marks of objects "
                            "taken out of the run\n1 last export errors\n1 attributes whose name a CSV header cannot hold\n1 "
                            "empty values (an empty cell says nothing)\n1 objects without a pending change\n1 the types of "
                            "values (a schema gives them back)\n";
}

void TestRoundTrips::whatIsLostIsCounted()
{
    QFETCH(QString, format);
    QFETCH(QString, lost);
    space::Space space;
    space::SpaceObject rich;
    rich.dn = "cn=a";
    rich.type = "person";
    rich.anchors = {{"key", 7}};
    rich.image = space::Image{};
    rich.exported = true;
    rich.dropped = true;
    rich.lastFailure = space::ExportFailure{};
    rich.unconfirmed = {AttributeChange::add("t", {std::string("x")}, AttributeType::String, false)};
    rich.pending = {space::PendingOperation::Update,
                    {},
                    {AttributeChange::add("urn:x:add", {std::string("x")}, AttributeType::String, false),
                     AttributeChange::add("t", {std::string()}, AttributeType::String, false)}};
    QVERIFY(space.insert(rich));
    space::SpaceObject bare;
    bare.dn = std::string("cn=\x01");
    bare.type = "person";
    bare.exported = true;
    QVERIFY(space.insert(bare));
    if (format == QStringLiteral("mmsml")) { // an object without a change is not written at all
        bare.dn = std::string("cn=b\x01");
        bare.pending.operation = space::PendingOperation::Delete;
        QVERIFY(space.insert(bare));
    }
    formats::SaveRequest save;
    save.path = m_files.path("lost");
    save.format = format.toStdString();
    const auto losses = formats::save(space, save);
    QVERIFY2(losses.has_value(), losses ? "" : losses.error().text().c_str());
    QString text;
    for (const auto &loss : *losses)
        text += QString::fromStdString(std::to_string(loss.count) + ' ' + loss.what + '\n');
    QCOMPARE(text, lost);
}

/// A batch that went through csexport, LDIF and CSV is still the same batch.
void TestRoundTrips::spacesGoThroughOtherFormats()
{
    const auto schema = GeneratedSpace::schema(2);
    GeneratedKinds kinds;
    kinds.emptyValues = false;
    kinds.anchors = false;
    const auto space = GeneratedSpace(7, kinds).make(schema, 40);
    auto current = space;
    for (const char *format : {"csexport", "ldif", "csv", "canonical", "csv", "ldif"}) {
        formats::SaveRequest save;
        save.path = m_files.path("chain");
        save.format = format;
        save.schema = &schema;
        QVERIFY(formats::save(current, save));
        formats::LoadRequest request;
        request.path = save.path;
        request.format = format;
        request.schema = &schema;
        request.selectedTypes = {"person"};
        auto loaded = formats::load(request);
        QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
        current = std::move(*loaded->space);
    }
    QCOMPARE(current.size(), space.size());
    for (space::ObjectIndex i = 0; i < space.size(); ++i) {
        const auto expected = normalised(normalised(space.object(i), "ldif"), "csv");
        const auto read = normalised(current.object(i), "csv");
        QVERIFY2(read.pending == expected.pending, qPrintable(difference(expected, read)));
    }
}

void TestRoundTrips::recordedEntriesGoThroughTheirFormats_data()
{
    QTest::addColumn<QString>("format");
    QTest::newRow("canonical") << "canonical";
    QTest::newRow("mmsml") << "mmsml";
}

/// Entries as an engine shaped and ordered them, the same object twice among them.
void TestRoundTrips::recordedEntriesGoThroughTheirFormats()
{
    QFETCH(QString, format);
    for (unsigned seed = 1; seed <= 6; ++seed) {
        const auto schema = GeneratedSpace::schema(seed);
        formats::SaveRequest save;
        save.path = m_files.path("first.xml");
        save.format = "mmsml";
        save.schema = &schema;
        QVERIFY(formats::save(GeneratedSpace(seed, {}).make(schema, 25), save));
        formats::LoadRequest request;
        request.path = save.path;
        request.format = save.format;
        request.schema = &schema;
        request.selectedTypes = {"person"};
        const auto recorded = formats::load(request);
        QVERIFY2(recorded.has_value(), recorded ? "" : recorded.error().text().c_str());

        save.path = request.path = m_files.path("second");
        save.format = request.format = format.toStdString();
        const auto losses = formats::save(*recorded->space, save);
        QVERIFY(losses && losses->empty());
        const auto again = formats::load(request);
        QVERIFY2(again.has_value(), again ? "" : again.error().text().c_str());
        const auto first = recorded->space->recorded();
        const auto second = again->space->recorded();
        QCOMPARE(first.size(), std::size_t(25));
        QCOMPARE(second.size(), first.size());
        for (auto one = first.begin(), other = second.begin(); one != first.end(); ++one, ++other)
            QVERIFY2((*one).entry == (*other).entry,
                     (entryText({1, 1}, (*one).entry) + "\n" + entryText({1, 1}, (*other).entry)).c_str());
    }
}

QTEST_APPLESS_MAIN(TestRoundTrips)
#include "tst_round_trips.moc"
