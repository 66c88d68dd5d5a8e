// The patterns of filters, breakpoints and expectations: same answers as a known engine, in linear time.
#include "core/model/distinguished_name.h"
#include "core/model/pattern.h"

#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace anchorage;

class TestPattern : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void patternsFindTheirTexts_data();
    void patternsFindTheirTexts();
    void whatIsNoPatternIsRefusedWithItsColumn_data();
    void whatIsNoPatternIsRefusedWithItsColumn();
    void randomPatternsAnswerAsPcre();
    void noPatternTakesMoreThanLinearTime();
};

void TestPattern::patternsFindTheirTexts_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("in");
    QTest::addColumn<QString>("notIn");
    const auto row = [](const char *pattern, const char *in, const char *notIn) {
        QTest::newRow(pattern) << QString::fromUtf8(pattern) << QString::fromUtf8(in) << QString::fromUtf8(notIn);
    };
    row("ann", "cn=ann", "an");
    row("ANN", "cn=Ann", "x");
    row("^cn=", "CN=x", "x cn=");
    row("x$", "ou=x", "x,y");
    row("^$", "", "a");
    row("a.c",
        "a\xc3\xbc"
        "c",
        "ac");
    row("[a-c]+x", "zabcx", "zdx");
    row("[^a]b", "xb", "ab");
    row("[]a]b", "]b", "xb");
    row("[a-]b", "-b", "bb");
    row("[^\\d]$", "1a", "a1");
    row("[A-Z]{2}", "xy", "x1");
    row("\\d{3}", "a123", "a12");
    row("^\\d{2,3}$", "123", "1234");
    row("^a{2,}$", "aaaa", "a");
    row("(ab|cd)e", "xcde", "abde");
    row("(?:ab)?c", "c", "d");
    row("a{,3}", "a{,3}", "aaa");
    row("\\.\\*", "a.*b", "ab");
    row("\\x41\\x42", "ab", "cd");
    row("\xc3\x84", "\xc3\xa4", "a"); // Ä ä
    row("[\xc3\x80-\xc3\x96]", "\xc3\xa5", "b");
    row("\\s", "a b", "ab");
    row("\\w+@\\w", "a@b", "@b");
    row("a|^b|c$", "bx", "xbx");
    row("", "anything", "");
    row("a*?b", "aab", "a");
}

void TestPattern::patternsFindTheirTexts()
{
    QFETCH(QString, pattern);
    QFETCH(QString, in);
    QFETCH(QString, notIn);
    auto compiled = Pattern::compile(pattern.toStdString());
    QVERIFY2(compiled, compiled ? "" : compiled.error().text().c_str());
    QVERIFY(compiled->foundIn(foldCase(in.toStdString())));
    if (!pattern.isEmpty())
        QVERIFY(!compiled->foundIn(foldCase(notIn.toStdString())));
}

void TestPattern::whatIsNoPatternIsRefusedWithItsColumn_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<int>("column");
    const auto row = [](const char *pattern, int column) { QTest::newRow(pattern) << pattern << column; };
    row("a)", 2);
    row("x(a", 2);
    row("x[a", 2);
    row("*a", 1);
    row("a**", 1);
    row("^*", 1);
    row("a{3,2}", 2);
    row("a{2000}", 2);
    row("\\b", 1);
    row("a\\1", 2);
    row("\\x4", 1);
    row("(?=a)", 1);
    row("[z-a]", 2);
    row("a\\", 2);
    row("((a{100}){100}){100}", 1);
}

void TestPattern::whatIsNoPatternIsRefusedWithItsColumn()
{
    QFETCH(QString, pattern);
    QFETCH(int, column);
    const auto compiled = Pattern::compile(pattern.toStdString());
    QVERIFY(!compiled);
    QCOMPARE(static_cast<int>(compiled.error().where.column), column);
    QVERIFY(!Pattern::compile(std::string(100'000, '(')));
}

void TestPattern::randomPatternsAnswerAsPcre()
{
    std::mt19937 random(20261124); // a fixed seed: the same cases every time
    const auto pick = [&random](std::string_view from) { return from[random() % from.size()]; };
    int compared = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string pattern;
        for (auto length = random() % 9 + 1; length > 0; --length)
            pattern += pick("aab.c[]^$()|*+?{2}-");
        const QRegularExpression pcre(QString::fromStdString(pattern),
                                      QRegularExpression::DotMatchesEverythingOption | QRegularExpression::CaseInsensitiveOption);
        auto ours = Pattern::compile(pattern);
        if (!ours || !pcre.isValid())
            continue; // ours knows less: no (?…), no repeated anchors
        for (int j = 0; j < 10; ++j) {
            std::string text;
            for (auto length = random() % 7; length > 0; --length)
                text += pick("aabc{}-");
            const bool expected = pcre.match(QString::fromStdString(text)).hasMatch();
            QVERIFY2(ours->foundIn(text) == expected, (pattern + " in " + text).c_str());
            ++compared;
        }
    }
    QVERIFY(compared > 50'000);
}

void TestPattern::noPatternTakesMoreThanLinearTime()
{
    // A backtracking engine needs 2^30 steps here: it would not come back before the test's time is up.
    auto evil = Pattern::compile("(a|a)*(a|aa)+$b");
    QVERIFY(evil);
    QVERIFY(!evil->foundIn(std::string(1'000'000, 'a')));
    // More states than are kept: they are thrown away and made anew.
    auto wide = Pattern::compile("(a|b)*a(a|b){14}c");
    QVERIFY(wide);
    std::mt19937 random(7);
    std::string text;
    for (int i = 0; i < 20'000; ++i)
        text += random() % 2 == 0 ? 'a' : 'b';
    QVERIFY(!wide->foundIn(text));
    QVERIFY(wide->foundIn(text + "a" + std::string(14, 'b') + "c"));
}

QTEST_APPLESS_MAIN(TestPattern)
#include "tst_pattern.moc"
