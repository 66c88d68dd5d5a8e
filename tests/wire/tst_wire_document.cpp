// wire.md is true: each of its messages is decoded, and written again to the same bytes.
#include "core/wire/message_reader.h"

#include <QFile>
#include <QTest>

#include <map>
#include <set>

using namespace anchorage;
using namespace anchorage::wire;

namespace {

struct Example {
    int line = 0;
    bool fromBench = false;
    std::string text;
};

std::vector<Example> examples()
{
    QFile document(QStringLiteral(ANCHORAGE_SOURCE_DIR "/resources/docs/wire.md"));
    if (!document.open(QIODevice::ReadOnly))
        qFatal("no wire.md");
    std::vector<Example> found;
    bool inside = false;
    for (int number = 1; !document.atEnd(); ++number) {
        const auto line = document.readLine().trimmed();
        if (line.startsWith("```"))
            inside = line == "```json";
        else if (inside)
            found.push_back({number, line.startsWith('>'), line.mid(2).toStdString()});
    }
    return found;
}

} // namespace

class TestWireDocument : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyExampleIsWhatIsSent_data();
    void everyExampleIsWhatIsSent();
    void everyMessageHasAnExample();

private:
    std::map<RequestId, std::string> m_asked;
    std::set<std::string_view> m_methods;
    std::set<std::size_t> m_answers;
    std::set<std::size_t> m_notices;
    bool m_cancel = false;
    MessageReader m_reader;
};

void TestWireDocument::everyExampleIsWhatIsSent_data()
{
    QTest::addColumn<bool>("fromBench");
    QTest::addColumn<QByteArray>("text");
    for (const auto &example : examples())
        QTest::addRow("line %d", example.line) << example.fromBench << QByteArray::fromStdString(example.text);
}

void TestWireDocument::everyExampleIsWhatIsSent()
{
    QFETCH(bool, fromBench);
    QFETCH(QByteArray, text);
    const auto line = text.toStdString();
    std::string again;
    if (fromBench) {
        const auto read = m_reader.fromBench(line);
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        if (const auto *incoming = std::get_if<IncomingRequest>(&*read)) {
            m_asked[incoming->id] = methodOf(incoming->request);
            m_methods.insert(methodOf(incoming->request));
            encode(again, incoming->id, incoming->request);
        } else {
            m_cancel = true;
            encode(again, std::get<Cancel>(*read));
        }
    } else {
        const auto read = m_reader.fromConnector(line, [this](RequestId id) { return std::string_view(m_asked[id]); });
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        if (const auto *answer = std::get_if<IncomingAnswer>(&*read)) {
            m_answers.insert(answer->answer.index());
            encode(again, answer->id, answer->answer);
        } else {
            m_notices.insert(std::get<Notice>(*read).index());
            encode(again, std::get<Notice>(*read));
        }
    }
    QCOMPARE(QByteArray::fromStdString(again).chopped(1), text);
}

void TestWireDocument::everyMessageHasAnExample()
{
    QCOMPARE(m_methods.size(), std::variant_size_v<Request>);
    QCOMPARE(m_answers.size(), std::variant_size_v<Answer>);
    QCOMPARE(m_notices.size(), std::variant_size_v<Notice>);
    QVERIFY(m_cancel);
}

QTEST_APPLESS_MAIN(TestWireDocument)
#include "tst_wire_document.moc"
