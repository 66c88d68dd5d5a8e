// The documentation in the window: the same pages as resources/docs, all of them, with working links.
#include "app/desktop/views/help_viewer.h"
#include "tests/desktop/desktop_fixture.h"

#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpression>
#include <QTextBrowser>

using namespace anchorage;

class TestHelp : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::isolateSettings(m_folder); }

    void everyPageOfTheDocumentationIsThere()
    {
        const auto files = QDir(QStringLiteral(ANCHORAGE_SOURCE_DIR "/resources/docs"))
                               .entryList({QStringLiteral("*.md")}, QDir::Files, QDir::Name);
        auto pages = desktop::HelpViewer().pages();
        pages.sort();
        QVERIFY(!files.isEmpty());
        QCOMPARE(pages, files);
    }

    void linksBetweenPagesLeadToPages()
    {
        const QDir folder(QStringLiteral(ANCHORAGE_SOURCE_DIR "/resources/docs"));
        static const QRegularExpression link(QStringLiteral("\\]\\(([^)#:]+)(#[^)]*)?\\)"));
        for (const auto &name : folder.entryList({QStringLiteral("*.md")})) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            auto found = link.globalMatch(QString::fromUtf8(file.readAll()));
            while (found.hasNext()) {
                const auto target = found.next().captured(1);
                QVERIFY2(folder.exists(target), qPrintable(name + QStringLiteral(" links to ") + target));
            }
        }
    }

    void aSearchLeavesThePagesThatHaveTheWords()
    {
        desktop::HelpViewer viewer;
        auto *list = viewer.findChild<QListWidget *>(QStringLiteral("helpPages"));
        viewer.findChild<QLineEdit *>(QStringLiteral("helpSearch"))->setText(QStringLiteral("held-target-failed HOLD-4"));
        QStringList left;
        for (int row = 0; row < list->count(); ++row) {
            if (!list->item(row)->isHidden())
                left << list->item(row)->data(Qt::UserRole).toString();
        }
        QVERIFY(left.contains(QStringLiteral("engine-rules.md")));
        QVERIFY(left.size() < list->count());
    }

    void theMenuOpensThePageOfTheRules()
    {
        test::Desktop desk;
        desk.action("helpRules")->trigger();
        const auto *text = desk.find<QTextBrowser>("helpText");
        QVERIFY(text != nullptr);
        QVERIFY(text->toPlainText().contains(QStringLiteral("hold-1")));
    }

    void aboutNamesTheVersions()
    {
        test::Desktop desk;
        desk.action("helpAbout")->trigger();
        auto *box = desk.find<QWidget>("aboutBox");
        QVERIFY(box != nullptr);
        QVERIFY(box->isVisible());
        box->close();
    }

private:
    QTemporaryDir m_folder;
};

QTEST_MAIN(TestHelp)
#include "tst_help.moc"
