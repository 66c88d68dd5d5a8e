// What a program prints, as lines: nothing is lost, nothing grows without bound.
#include "core/wire/log_lines.h"

#include <QTest>

using namespace anchorage::wire;

namespace {

using Lines = std::vector<std::string>;

Lines all(std::initializer_list<std::string_view> pieces)
{
    LogLines log;
    Lines lines;
    for (const auto piece : pieces)
        for (auto &line : log.feed(piece))
            lines.push_back(std::move(line));
    for (auto &line : log.flush())
        lines.push_back(std::move(line));
    return lines;
}

} // namespace

class TestLogLines : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void linesEndInEveryWay();
    void everySplitGivesTheSameLines();
    void aLongLineIsCutIntoSeveral();
    void noCharacterIsCutInTwo();
};

void TestLogLines::linesEndInEveryWay()
{
    QCOMPARE(all({"a\nb\r\n\nc"}), (Lines{"a", "b", "", "c"}));
    QCOMPARE(all({""}), Lines{});
    QCOMPARE(all({"a\n"}), Lines{"a"});
}

void TestLogLines::everySplitGivesTheSameLines()
{
    const std::string text = "one\r\ntwo\n\nthree";
    for (std::size_t split = 0; split <= text.size(); ++split)
        QCOMPARE(all({text.substr(0, split), text.substr(split)}), (Lines{"one", "two", "", "three"}));
}

void TestLogLines::aLongLineIsCutIntoSeveral()
{
    const std::string text(3 * LogLines::longestLine + 5, 'x');
    for (const std::size_t piece : {text.size(), std::size_t{1000}, LogLines::longestLine}) {
        LogLines log;
        std::string joined;
        std::size_t lines = 0;
        for (std::size_t at = 0; at < text.size(); at += piece)
            for (const auto &line : log.feed(std::string_view(text).substr(at, piece))) {
                QVERIFY(line.size() <= LogLines::longestLine);
                joined += line;
                ++lines;
            }
        const auto rest = log.flush();
        QCOMPARE(lines, std::size_t{3});
        QCOMPARE(joined + rest.front(), text);
    }
}

void TestLogLines::noCharacterIsCutInTwo()
{
    const auto lines = all({std::string(LogLines::longestLine - 1, 'x') + "ä\n"});
    QCOMPARE(lines.size(), std::size_t{2});
    QCOMPARE(lines.back(), std::string("ä"));
}

QTEST_APPLESS_MAIN(TestLogLines)
#include "tst_log_lines.moc"
