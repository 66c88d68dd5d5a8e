// A journal reads back as the run it is of, whole or cut anywhere (scenario 7).
#include "core/record/fates.h"
#include "tests/record/recorded.h"

#include <random>

using namespace anchorage;
using namespace anchorage::test;
using What = Behaviour::What;

namespace {

std::vector<run::RunEvent> readAll(record::JournalReader &reader)
{
    std::vector<run::RunEvent> out;
    while (true) {
        auto event = reader.next();
        if (!event)
            qFatal("%s", event.error().text().c_str());
        if (!*event)
            return out;
        out.push_back(std::move(**event));
    }
}

/// The independent reading of a prefix: what the lines in it say, by eye.
struct Seen {
    std::map<std::string, record::Sending> byDn;
};
Seen seenIn(const std::vector<run::RunEvent> &events)
{
    Seen out;
    std::vector<std::string> inFlight;
    for (const auto &event : events) {
        const auto *told = std::get_if<run::event::Input>(&event.what);
        if (!told)
            continue;
        if (const auto *sent = std::get_if<engine::input::Sent>(&told->input)) {
            inFlight.clear();
            for (const auto &entry : sent->entries) {
                out.byDn[entry.dn] = record::Sending::Unknown;
                inFlight.push_back(entry.dn);
            }
        } else if (std::holds_alternative<engine::input::Answered>(told->input)) {
            for (const auto &dn : inFlight)
                out.byDn[dn] = record::Sending::Answered;
        }
    }
    return out;
}

} // namespace

class TestJournalReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_run = recordRun(richSetup(), richScript()); }
    void theEventsComeBackAsTheyWere();
    void theHeaderComesBackAsItWas();
    void cutAnywhereItReadsBack();
    void aTornEndIsSaid();
    void damageInTheMiddleIsAnErrorWithItsLine_data();
    void damageInTheMiddleIsAnErrorWithItsLine();
    void anotherFileIsRefused_data();
    void anotherFileIsRefused();
    void afterEveryEndEachEntryHasOneFate_data();
    void afterEveryEndEachEntryHasOneFate();
    void randomRunsCutAnywhereReadBack();
    void bigIntegersNulAndUnicodeComeBack();

private:
    Recorded m_run;
};

void TestJournalReader::theEventsComeBackAsTheyWere()
{
    auto reader = reading(m_run.journal);
    const auto events = readAll(reader);
    QCOMPARE(events.size(), m_run.events.size());
    for (std::size_t i = 0; i < events.size(); ++i)
        QVERIFY2(events[i] == m_run.events[i], std::to_string(i).c_str());
    QVERIFY(!reader.torn());
}

void TestJournalReader::theHeaderComesBackAsItWas()
{
    auto reader = reading(m_run.journal);
    QVERIFY(reader.begun());
    const auto setup_ = richSetup();
    QVERIFY(reader.header().setup.space == setup_.space);
    QVERIFY(reader.header().setup.schema == setup_.schema);
    QVERIFY(reader.header().setup.settings == setup_.settings);
    QVERIFY(reader.header().setup.capabilities == setup_.capabilities);
    SAME(reader.header().started, "2026-01-31T12:01:03Z");
}

void TestJournalReader::cutAnywhereItReadsBack()
{
    auto whole = reading(m_run.journal);
    const auto events = readAll(whole);
    const auto expectedPending = record::FatesFold().fates(richSetup().space).entries.size();
    std::size_t begun = 0;
    const auto nearLineEnd = [this](std::size_t cut) {
        return m_run.journal.substr(cut < 3 ? 0 : cut - 3, 6).find('\n') != std::string::npos;
    };
    for (std::size_t cut = 0; cut <= m_run.journal.size(); ++cut) {
        if (cut % 11 != 0 && !nearLineEnd(cut)) // within a line one place is as good as another
            continue;
        const auto bytes = m_run.journal.substr(0, cut);
        auto reader = reading(bytes);
        const bool wholeLine = cut == 0 || bytes.back() == '\n';
        auto prefix = readAll(reader);
        QCOMPARE(reader.torn(), !wholeLine);
        if (!reader.begun()) {
            QVERIFY(prefix.empty());
            continue;
        }
        ++begun;
        QVERIFY(prefix.size() <= events.size());
        QVERIFY(std::equal(prefix.begin(), prefix.end(), events.begin()));
        // Exactly one fate each, and the one its lines say.
        record::FatesFold fold;
        for (const auto &event : prefix)
            fold.add(event);
        const auto fates = fold.fates(reader.header().setup.space);
        QCOMPARE(fates.entries.size(), expectedPending);
        QCOMPARE(fates.notSent + fates.unknown + fates.answered, std::uint64_t{expectedPending});
        const auto seen = seenIn(prefix);
        for (const auto &entry : fates.entries) {
            const auto found = seen.byDn.find(entry.dn);
            QVERIFY(entry.sending == (found == seen.byDn.end() ? record::Sending::NotSent : found->second));
        }
    }
    QVERIFY(begun > 300);
}

void TestJournalReader::aTornEndIsSaid()
{
    auto reader = reading(m_run.journal.substr(0, m_run.journal.size() - 1));
    readAll(reader);
    QVERIFY(reader.tornText().find("torn") != std::string::npos);
}

void TestJournalReader::damageInTheMiddleIsAnErrorWithItsLine_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::newRow("a line that is no JSON") << R"({"seq":2,)"
                                            << R"({"seq":2;)";
    QTest::newRow("a line that is missing") << R"({"seq":3,)"
                                            << R"({"seq":4,)";
    QTest::newRow("an unknown input") << R"("input":"OpenReturned")"
                                      << R"("input":"OpenTurned")";
    QTest::newRow("a Put that is another") << R"("input":"Sent","put":)"
                                           << R"("input":"Sent","put":9)";
    QTest::newRow("nothing that happened") << R"("call":"openExportConnection")"
                                           << R"("cull":"openExportConnection")";
}

void TestJournalReader::damageInTheMiddleIsAnErrorWithItsLine()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    auto bytes = QString::fromStdString(m_run.journal);
    const auto at = bytes.indexOf(from);
    QVERIFY(at >= 0);
    const auto line = bytes.left(at).count(u'\n') + 1;
    bytes.replace(at, from.size(), to);
    auto reader = reading(bytes.toStdString());
    while (true) {
        const auto event = reader.next();
        if (!event) {
            QCOMPARE(event.error().code, ErrorCode::Input);
            QCOMPARE(static_cast<qsizetype>(event.error().where.line), static_cast<qsizetype>(line));
            SAME(event.error().where.file, "test.journal");
            return;
        }
        QVERIFY(event->has_value());
    }
}

void TestJournalReader::anotherFileIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    QTest::newRow("text") << QByteArray("dn: cn=a\n") << static_cast<int>(ErrorCode::Input);
    QTest::newRow("one line without an end") << QByteArray("hello") << static_cast<int>(ErrorCode::Input);
    QTest::newRow("other JSON") << QByteArray("{\"objects\":[]}\n") << static_cast<int>(ErrorCode::Input);
    QTest::newRow("newer") << QByteArray("{\"journal\":\"anchorage\",\"version\":2}\n")
                           << static_cast<int>(ErrorCode::Unsupported);
}

void TestJournalReader::anotherFileIsRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(bytes);
    buffer->open(QIODevice::ReadOnly);
    const auto reader = record::JournalReader::read(std::move(buffer), "x");
    QVERIFY(!reader);
    QCOMPARE(static_cast<int>(reader.error().code), code);
    QCOMPARE(record::JournalReader::open("/nowhere/x.journal").error().code, ErrorCode::NotFound);
}

void TestJournalReader::afterEveryEndEachEntryHasOneFate_data()
{
    QTest::addColumn<int>("what");
    QTest::addColumn<QString>("fates");
    QTest::newRow("answered") << static_cast<int>(What::Answer) << "0 0 4";
    QTest::newRow("throws") << static_cast<int>(What::Throw) << "0 2 2";
    QTest::newRow("dies") << static_cast<int>(What::Die) << "0 2 2";
    QTest::newRow("rubbish") << static_cast<int>(What::Rubbish) << "0 2 2";
}

void TestJournalReader::afterEveryEndEachEntryHasOneFate()
{
    QFETCH(int, what);
    QFETCH(QString, fates);
    const auto run = recordRun(withPages(setup(users(4)), 2), {}, [&](RunBench &bench) {
        bench.connector.on("putExportEntries", 2, FakeConnector::does(static_cast<What>(what)));
    });
    auto reader = reading(run.journal);
    const auto found = record::readFates(reader);
    QVERIFY(found);
    QCOMPARE(QStringLiteral("%1 %2 %3").arg(found->notSent).arg(found->unknown).arg(found->answered), fates);
}

void TestJournalReader::randomRunsCutAnywhereReadBack()
{
    std::mt19937 random(42);
    for (int round = 0; round < 40; ++round) {
        std::vector<SpaceObject> objects = users(static_cast<int>(random() % 12) + 1);
        const auto members = random() % 4;
        for (std::size_t i = 0; i < members; ++i)
            objects.push_back(group("g" + std::to_string(i), {"u1", "g0"}));
        Script script;
        for (auto i = random() % 3; i > 0; --i)
            script.answer("u" + std::to_string(random() % 12 + 1), static_cast<MAExportError>(random() % exportErrorCount));
        const auto run = recordRun(withPages(setup(objects), static_cast<int>(random() % 5) + 1), script, [&](RunBench &bench) {
            if (random() % 2 == 0)
                bench.connector.on("putExportEntries", static_cast<int>(random() % 4) + 1,
                                   FakeConnector::does(static_cast<What>(random() % 6)));
        });
        for (int cuts = 0; cuts < 50; ++cuts) {
            auto reader = reading(run.journal.substr(0, random() % (run.journal.size() + 1)));
            if (!reader.begun())
                continue;
            const auto fates = record::readFates(reader);
            QVERIFY2(fates, fates ? "" : fates.error().text().c_str());
            QCOMPARE(fates->entries.size(), objects.size());
            QCOMPARE(fates->notSent + fates->unknown + fates->answered, std::uint64_t{objects.size()});
        }
    }
}

void TestJournalReader::bigIntegersNulAndUnicodeComeBack()
{
    auto setup_ =
        setup({add("cn=\xc3\xbc\xe6\xbc\xa2\xf0\x9f\x98\x80",
                   {plus("title", {std::string("a\0b", 3)}),
                    AttributeChange::add("proxy", {std::string(), std::string("\x01")}, AttributeType::String, true)})});
    setup_.schema.types[0].attributes.push_back(attribute("big", AttributeType::Integer));
    auto object = setup_.space.object(0);
    object.pending.changes.push_back(
        AttributeChange::add("big", {std::numeric_limits<std::int64_t>::min()}, AttributeType::Integer, false));
    QVERIFY(setup_.space.replace(0, object));
    const auto run = recordRun(setup_, {});
    auto reader = reading(run.journal);
    const auto events = readAll(reader);
    QVERIFY(events == run.events);
}

QTEST_GUILESS_MAIN(TestJournalReader)
#include "tst_journal_reader.moc"
