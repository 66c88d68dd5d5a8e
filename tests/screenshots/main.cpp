// screenshots FOLDER [PART OF A NAME]: renders every scene to FOLDER/name.png.
#include "app/desktop/views/theme.h"
#include "tests/screenshots/scene.h"

#include <QDir>
#include <QTemporaryDir>

#include <cstdio>

using namespace anchorage;
using namespace anchorage::test;

void Stage::openExample()
{
    // A copy, so that databases and journals are nobody's.
    const QDir folder(m_folder.path());
    const QDir examples(QStringLiteral(ANCHORAGE_SOURCE_DIR "/resources/examples"));
    for (const auto &file : examples.entryList(QDir::Files))
        QFile::copy(examples.filePath(file), folder.filePath(file));
    const auto projects = folder.entryList({QStringLiteral("*.anchorage")}, QDir::Files, QDir::Name);
    controller.openPath(folder.filePath(projects.value(0)));
    [[maybe_unused]] const bool idle = settle();
}

void Stage::step(const run::Control &control)
{
    controller.confirmFirstWrite = [](const QString &) { return true; };
    const auto before = controller.story().calls().size();
    controller.control(control);
    [[maybe_unused]] const bool done =
        settle()
        && QTest::qWaitFor(
            [&] {
                const auto &run = controller.run();
                return !run.active() || (run.status().held && controller.story().calls().size() > before);
            },
            30'000);
    QTest::qWait(60);
}

int main(int argc, char **argv)
{
    const QTemporaryDir settings;
    qputenv("ANCHORAGE_CONFIG_DIR", settings.path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", settings.path().toLocal8Bit());
    const QApplication application(argc, argv);
    const auto arguments = QApplication::arguments();
    if (arguments.size() < 2) {
        std::fputs("usage: screenshots FOLDER [PART OF A NAME]\n", stderr);
        return 64;
    }
    isolateSettings(settings);
    const QDir out(arguments[1]);
    out.mkpath(QStringLiteral("."));
    for (const auto &scene : Scene::all()) {
        if (arguments.size() > 2 && !scene.name.contains(arguments[2]))
            continue;
        QSettings().clear();
        Stage stage;
        desktop::applyColorScheme(stage.scheme);
        stage.window.resize(stage.size);
        scene.play(stage);
        desktop::applyColorScheme(stage.scheme);
        stage.window.resize(stage.size);
        [[maybe_unused]] const bool idle = stage.settle();
        QTest::qWait(120);
        auto *shown = stage.shown != nullptr ? stage.shown : &stage.window;
        const auto file = out.filePath(scene.name + QStringLiteral(".png"));
        if (!shown->grab().save(file)) {
            std::fprintf(stderr, "%s cannot be written\n", qPrintable(file));
            return 1;
        }
        std::printf("%s\n", qPrintable(file));
    }
    return 0;
}
