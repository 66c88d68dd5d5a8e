// What a file is, by its content; what a name or path of a connector means.
#include "core/connector/catalogue.h"
#include "core/connector/file_kind.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace anchorage;
using namespace anchorage::connector;

namespace {

/// Bytes at places; the rest is zero.
class Image {
public:
    explicit Image(int size) : m_bytes(size, '\0') { }
    Image &put(int at, const QByteArray &bytes)
    {
        m_bytes.replace(at, bytes.size(), bytes);
        return *this;
    }
    Image &number(int at, int size, quint64 value)
    {
        for (int i = 0; i < size; ++i)
            m_bytes[at + i] = static_cast<char>(value >> (8 * i));
        return *this;
    }
    operator QByteArray() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

#if defined(__x86_64__)
constexpr quint64 ownMachine = 62;
#else
constexpr quint64 ownMachine = 183;
#endif

/// A 64-bit ELF file with one program header.
Image elf(quint64 type, quint64 machine, quint64 segment)
{
    return Image(512)
        .put(0,
             QByteArray("\x7f"
                        "ELF\2\1\1"))
        .number(16, 2, type)
        .number(18, 2, machine)
        .number(32, 8, 64)
        .number(54, 2, 56)
        .number(56, 2, 1)
        .number(64, 4, segment)
        .number(64 + 8, 8, 256)
        .number(64 + 32, 8, 32);
}

/// A PE file; `directory` is the address of the CLI header.
Image pe(bool wide, bool library, quint64 directory)
{
    const int optional = 0x80 + 24;
    const int directories = optional + (wide ? 112 : 96);
    return Image(512)
        .put(0, QByteArray("MZ"))
        .number(0x3c, 4, 0x80)
        .put(0x80, QByteArray("PE\0\0", 4))
        .number(0x80 + 22, 2, library ? 0x2022 : 0x0022)
        .number(optional, 2, wide ? 0x20b : 0x10b)
        .number(directories - 4, 4, 16)
        .number(directories + 14 * 8, 4, directory);
}

std::string pathIn(const QTemporaryDir &folder, const QString &name, const QByteArray &content, bool executable = false)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    if (executable)
        file.setPermissions(file.permissions() | QFile::ExeOwner | QFile::ExeUser);
    return file.fileName().toStdString();
}

} // namespace

class TestKind : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void contentDecides_data();
    void contentDecides();
    void noBytesAreTooFew();
    void ourOwnFilesAreWhatTheyAre();
    void aNameComesFromTheCatalogue();
    void aFolderOfTheEnvironmentComesFirst();
    void aPathIsRelativeToTheProject();
    void whatIsNotThereNamesThePlaces();
};

void TestKind::contentDecides_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("executable");
    QTest::addColumn<QString>("kind"); // or what the error says
    const auto row = [](const char *name, const QByteArray &content, const char *kind, bool executable = false) {
        QTest::newRow(name) << content << executable << QString::fromLatin1(kind);
    };
    const char *native = "Native";
    const char *program = "Command";
    row("shared library", elf(3, ownMachine, 1), native);
    row("program with an interpreter", elf(3, ownMachine, 3), program);
    row("static program", elf(2, ownMachine, 1), program);
    row("static position-independent program", elf(3, ownMachine, 2).number(256, 8, 0x6ffffffb).number(264, 8, 0x08000001),
        program);
    row("library with flags", elf(3, ownMachine, 2).number(256, 8, 0x6ffffffb).number(264, 8, 0x1), native);
    row("headers that lie on each other", elf(3, ownMachine, 3).number(54, 2, 0).number(56, 2, 65535), native);
    row("object file", elf(1, ownMachine, 1), "an object file");
    row("another machine", elf(3, 243, 1), "built for RISC-V");
    row("half an ELF header",
        QByteArray("\x7f"
                   "ELF\2\1"),
        "the rest is missing");
    row("assembly", pe(false, true, 0x2008), "DotNet");
    row("64-bit assembly", pe(true, true, 0x2008), "DotNet");
    row("assembly that is a program", pe(false, false, 0x2008), "DotNet");
    row("Windows library", pe(true, true, 0), "native Windows library");
    row("Windows program", pe(true, false, 0), "native Windows program");
    row("DOS program", Image(128).put(0, QByteArray("MZ")), "a DOS program");
    row("DOS program of two bytes", QByteArray("MZ"), "a DOS program");
    row("macOS library", QByteArray("\xcf\xfa\xed\xfe\0\0\0\0\0\0\0\0\6\0\0\0", 16), "for macOS");
    row("universal library", QByteArray("\xca\xfe\xba\xbe\0\0\0\2", 8), "for macOS");
    row("Java class", QByteArray("\xca\xfe\xba\xbe\0\0\0\x34", 8), "a Java class");
    row("script", QByteArray("#!/usr/bin/env python3\n"), program, true);
    row("script that may not be executed", QByteArray("#!/usr/bin/env python3\n"), "chmod +x");
    row("text", QByteArray("{\"anchorage\": 1}"), "it begins with \"{\"anchorage\": 1}\"");
    row("nothing", QByteArray(), "an empty file");
}

void TestKind::contentDecides()
{
    QFETCH(QByteArray, content);
    QFETCH(bool, executable);
    QFETCH(QString, kind);
    const auto found = kindOfContent({content.constData(), static_cast<std::size_t>(content.size())}, executable);
    if (!found) {
        QCOMPARE(found.error().code, ErrorCode::Unsupported);
        QVERIFY2(QString::fromStdString(found.error().message).contains(kind), found.error().message.c_str());
        return;
    }
    const std::array names{"Native", "DotNet", "Command"};
    QCOMPARE(QString::fromLatin1(names.at(static_cast<std::size_t>(*found))), kind);
}

void TestKind::noBytesAreTooFew()
{
    for (const QByteArray &whole : {QByteArray(elf(3, ownMachine, 2)), QByteArray(pe(true, true, 0x2008))})
        for (qsizetype size = 0; size <= whole.size(); ++size)
            static_cast<void>(kindOfContent({whole.constData(), static_cast<std::size_t>(size)}, false)); // must not read beyond
}

void TestKind::ourOwnFilesAreWhatTheyAre()
{
    QCOMPARE(kindOfFile(ANCHORAGE_BIN_DIR "/connectors/memory.so").value(), ConnectorKind::Native);
    QCOMPARE(kindOfFile(ANCHORAGE_BIN_DIR "/anchorage-host").value(), ConnectorKind::Command);
    QCOMPARE(kindOfFile(ANCHORAGE_SOURCE_DIR "/tests/faulty/wire_rubbish.py").value(), ConnectorKind::Command);
    QCOMPARE(kindOfFile(ANCHORAGE_SOURCE_DIR).error().code, ErrorCode::Unsupported);
}

void TestKind::aNameComesFromTheCatalogue()
{
    const auto memory = locateConnector("memory", "/");
    QVERIFY2(memory, memory ? "" : memory.error().text().c_str());
    QCOMPARE(memory->kind, ConnectorKind::Native);
    QVERIFY(QFileInfo(QString::fromStdString(memory->path))
            == QFileInfo(QStringLiteral(ANCHORAGE_BIN_DIR "/connectors/memory.so")));
}

void TestKind::aFolderOfTheEnvironmentComesFirst()
{
    QTemporaryDir folder;
    const auto mine = pathIn(folder, QStringLiteral("memory.sh"), "#!/bin/sh\n", true);
    pathIn(folder, QStringLiteral("notes.txt"), "no connector");
    qputenv("ANCHORAGE_CONNECTOR_PATH", folder.path().toUtf8() + ":/no/such/folder");
    const auto memory = locateConnector("memory", "/");
    const auto all = catalogue();
    qunsetenv("ANCHORAGE_CONNECTOR_PATH");
    QVERIFY(memory && memory->path == mine && memory->kind == ConnectorKind::Command);
    QCOMPARE(std::count_if(all.begin(), all.end(), [](const auto &entry) { return entry.name == "memory"; }), 1);
    QVERIFY(std::none_of(all.begin(), all.end(), [](const auto &entry) { return entry.name == "notes"; }));
}

void TestKind::aPathIsRelativeToTheProject()
{
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("sub")));
    const auto file = pathIn(folder, QStringLiteral("sub/thing"), "#!/bin/sh\n", true);
    for (const char *text : {"sub/thing", "./sub/thing", "sub/../sub/thing"}) {
        const auto found = locateConnector(text, folder.path().toStdString());
        QVERIFY2(found && found->path == file, text);
    }
}

void TestKind::whatIsNotThereNamesThePlaces()
{
    const auto found = locateConnector("memori", "/base");
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::NotFound);
    const auto text = found.error().text();
    for (const char *part : {"\"memori\"", "/base/memori", "/connectors", "there are: "})
        QVERIFY2(text.find(part) != std::string::npos, text.c_str());
    QCOMPARE(locateConnector("no/such.so", "/base").error().where.file, std::string("/base/no/such.so"));
    QCOMPARE(locateConnector("", "/base").error().code, ErrorCode::Usage);
}

QTEST_APPLESS_MAIN(TestKind)
#include "tst_kind.moc"
