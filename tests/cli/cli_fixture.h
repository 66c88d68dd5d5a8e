// The real binary in a process of its own, and short words for what tests ask of it.
#pragma once

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <utility>

namespace anchorage::test {

inline QString program()
{
    return QStringLiteral(ANCHORAGE_BIN_DIR "/anchorage-cli");
}
inline QString faultyConnector()
{
    return QStringLiteral(ANCHORAGE_BIN_DIR "/../tests/connectors/faulty.so");
}

struct Ended {
    int code = -1; ///< -1: it did not end by itself
    QByteArray out;
    QByteArray err;
    /// For QVERIFY2.
    QByteArray all() const { return "exit " + QByteArray::number(code) + "\n-- out\n" + out + "\n-- err\n" + err; }
};

using Variables = QList<std::pair<QString, QString>>;

/// A folder of its own for a test: it runs there and finds its confirmed writes there.
class Work {
public:
    Work() { m_variables.append({QStringLiteral("ANCHORAGE_CONFIG_DIR"), path(QStringLiteral("config"))}); }
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString write(const QString &name, const QByteArray &text) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(file.fileName()));
        return file.fileName();
    }
    QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    bool exists(const QString &name) const { return QFileInfo::exists(path(name)); }
    void set(const QString &variable, const QString &value) { m_variables.append({variable, value}); }

    void prepare(QProcess &process) const
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const auto &[name, value] : m_variables)
            environment.insert(name, value);
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_folder.path());
        process.setStandardInputFile(QProcess::nullDevice());
    }
    Ended cli(const QStringList &arguments, int most = 60'000) const
    {
        QProcess process;
        prepare(process);
        process.start(program(), arguments);
        Ended ended;
        if (process.waitForFinished(most) && process.exitStatus() == QProcess::NormalExit)
            ended.code = process.exitCode();
        else
            process.kill();
        process.waitForFinished();
        ended.out = process.readAllStandardOutput();
        ended.err = process.readAllStandardError();
        return ended;
    }
    /// The example with a fresh copy of its database; the project's path.
    QString copyExample() const
    {
        const QDir examples(QStringLiteral(ANCHORAGE_SOURCE_DIR "/resources/examples"));
        for (const auto &name : examples.entryList(QDir::Files)) {
            QFile::remove(path(name));
            QFile::copy(examples.filePath(name), path(name));
            QFile::setPermissions(path(name), QFile::ReadOwner | QFile::WriteOwner);
        }
        return path(QStringLiteral("contoso.anchorage"));
    }

private:
    QTemporaryDir m_folder;
    Variables m_variables;
};

/// "run", "--connector", "memory", … from a line of words.
inline QStringList words(const char *line)
{
    return QString::fromUtf8(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace anchorage::test
