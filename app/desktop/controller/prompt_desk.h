// Secrets that only a person knows: a worker or a run asks here and waits, the window answers. Nobody waits
// for ever: when the window goes, everyone gets "cancelled".
#pragma once

#include "core/base/result.h"
#include "core/model/secret.h"

#include <QObject>
#include <QString>

#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace anchorage::desktop {

class PromptDesk : public QObject {
    Q_OBJECT

public:
    explicit PromptDesk(QObject *parent = nullptr);
    ~PromptDesk() override;

    /// From any thread but the GUI's; blocks. Error Cancelled when nobody answers.
    Result<Secret> ask(const std::string &what);
    /// In the GUI thread; absent: the person does not want to.
    void answer(quint64 question, std::optional<Secret> secret);
    /// Everyone who waits, and everyone who will, is sent away.
    void close();

Q_SIGNALS:
    /// In the GUI thread: somebody waits for answer(question).
    void asked(quint64 question, const QString &what);

private:
    std::mutex m_mutex;
    std::condition_variable m_answered;
    std::map<quint64, std::optional<Secret>> m_answers;
    quint64 m_last = 0;
    bool m_closed = false;
};

} // namespace anchorage::desktop
