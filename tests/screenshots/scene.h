// Scenes of the window for tests/screenshots.sh: each makes a state and is rendered to one PNG. A new pane
// adds a file scenes_<pane>.cpp with `const Scene name{"file-name", [](Stage &stage) { … }};` at namespace scope.
#pragma once

#include "app/desktop/views/theme.h"
#include "tests/desktop/desktop_fixture.h"

#include <QSize>
#include <QString>

#include <functional>
#include <utility>
#include <vector>

namespace anchorage::test {

/// What a scene plays on: a fresh window with settings that are nobody's.
class Stage : public Desktop {
public:
    QSize size{1600, 950};
    desktop::ColorScheme scheme = desktop::ColorScheme::Light;

    /// Opens a file of resources/examples and waits until it is there.
    void openExample();
    QString folder() const { return m_folder.path(); } ///< of this scene alone
    /// Tells the run, and waits until it holds again or is over. First writes are confirmed.
    void step(const run::Control &control);
    /// Another window than the main one is rendered: a dialogue.
    QWidget *shown = nullptr;

private:
    QTemporaryDir m_folder;
};

struct Scene {
    using Play = std::function<void(Stage &)>;
    Scene(QString sceneName, Play scenePlay) : name(std::move(sceneName)), play(std::move(scenePlay)) { all().push_back(*this); }
    static std::vector<Scene> &all()
    {
        static std::vector<Scene> scenes;
        return scenes;
    }
    QString name;
    Play play;
};

} // namespace anchorage::test
