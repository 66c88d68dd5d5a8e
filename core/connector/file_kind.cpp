#include "core/connector/file_kind.h"

#include "core/base/file.h"
#include "core/wire/line_decoder.h"

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <optional>

namespace anchorage::connector {

namespace {

/// Numbers at places of a file; nothing where the file is too short.
class Bytes {
public:
    Bytes(std::string_view bytes, bool bigEndian) : m_bytes(bytes), m_bigEndian(bigEndian) { }

    std::optional<std::uint64_t> number(std::uint64_t at, unsigned size) const
    {
        if (at > m_bytes.size() || m_bytes.size() - at < size)
            return std::nullopt;
        std::uint64_t value = 0;
        for (unsigned i = 0; i < size; ++i) {
            const auto index = static_cast<std::size_t>(at) + (m_bigEndian ? i : size - 1 - i);
            value = value << 8U | static_cast<unsigned char>(m_bytes[index]);
        }
        return value;
    }

private:
    std::string_view m_bytes;
    bool m_bigEndian;
};

tl::unexpected<Error> unsupported(const std::string &what)
{
    return fail(ErrorCode::Unsupported, "this is " + what);
}

constexpr std::string_view expected = "; a connector is a plugin for this system, a .NET assembly or an executable program";

// --- ELF ------------------------------------------------------------------------------------------

enum class System : std::uint8_t { Linux, Mac, Windows };
#if defined(_WIN32)
constexpr System here = System::Windows;
#elif defined(__APPLE__)
constexpr System here = System::Mac;
#else
constexpr System here = System::Linux;
#endif

#if defined(__x86_64__) || defined(_M_X64)
constexpr std::uint64_t elfMachine = 62;
#elif defined(__aarch64__) || defined(_M_ARM64)
constexpr std::uint64_t elfMachine = 183;
#else
constexpr std::uint64_t elfMachine = 0; // not checked
#endif

std::string machineName(std::uint64_t machine)
{
    switch (machine) {
    case 3:
        return "32-bit x86";
    case 40:
        return "32-bit ARM";
    case 62:
        return "x86-64";
    case 183:
        return "ARM64";
    case 243:
        return "RISC-V";
    default:
        return "machine " + std::to_string(machine);
    }
}

struct ProgramHeader {
    std::uint64_t type = 0;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
};

constexpr std::uint64_t dynamicSegment = 2;
constexpr std::uint64_t interpreterSegment = 3;
constexpr std::uint64_t flagsEntry = 0x6ffffffb; // DT_FLAGS_1
constexpr std::uint64_t pieFlag = 0x08000000;

/// Whether the dynamic section says "position independent executable". Where it lies beyond the head
/// nothing is said: then it is not known to be one.
bool saysPie(const Bytes &bytes, const ProgramHeader &dynamic, unsigned word)
{
    for (std::uint64_t at = 0; at + 2ULL * word <= dynamic.size; at += 2ULL * word) {
        const auto tag = bytes.number(dynamic.offset + at, word);
        const auto value = bytes.number(dynamic.offset + at + word, word);
        if (!tag || !value || *tag == 0)
            return false;
        if (*tag == flagsEntry)
            return (*value & pieFlag) != 0;
    }
    return false;
}

Result<ConnectorKind> kindOfElf(std::string_view head)
{
    const bool wide = head.size() > 4 && head[4] == 2;
    const Bytes bytes(head, head.size() > 5 && head[5] == 2);
    const unsigned word = wide ? 8 : 4;
    const auto type = bytes.number(16, 2);
    const auto machine = bytes.number(18, 2);
    const auto table = bytes.number(wide ? 32 : 28, word);
    const auto entrySize = bytes.number(wide ? 54 : 42, 2);
    const auto count = bytes.number(wide ? 56 : 44, 2);
    if (!type || !machine || !table || !entrySize || !count)
        return unsupported("the beginning of an ELF file, the rest is missing");
    if (here != System::Linux)
        return unsupported("a program or library for Linux and the like" + std::string(expected));
    constexpr std::uint64_t executableType = 2;
    constexpr std::uint64_t sharedType = 3;
    if (*type != executableType && *type != sharedType)
        return unsupported("an object file: link it to a shared library first");
    if (elfMachine != 0 && *machine != elfMachine)
        return unsupported("built for " + machineName(*machine) + ", this bench runs on " + machineName(elfMachine));
    if (*type == executableType)
        return ConnectorKind::Command;
    if (*entrySize < (wide ? 56U : 32U))
        return ConnectorKind::Native; // no table: entries that lie on each other are 65535 times the same work
    for (std::uint64_t i = 0; i < *count; ++i) {
        const auto at = *table + i * *entrySize;
        const auto kind = bytes.number(at, 4);
        const auto offset = bytes.number(at + (wide ? 8 : 4), word);
        const auto size = bytes.number(at + (wide ? 32 : 16), word);
        if (!kind || !offset || !size)
            break;
        if (*kind == interpreterSegment || (*kind == dynamicSegment && saysPie(bytes, {*kind, *offset, *size}, word)))
            return ConnectorKind::Command;
    }
    return ConnectorKind::Native;
}

// --- PE: Windows programs and libraries, and .NET assemblies on every system -----------------------

Result<ConnectorKind> kindOfPe(std::string_view head)
{
    const Bytes bytes(head, false);
    const auto header = bytes.number(0x3c, 4);
    constexpr std::uint64_t signature = 0x00004550; // "PE\0\0"
    if (!header || bytes.number(*header, 4) != signature)
        return unsupported("a DOS program" + std::string(expected));
    const auto flags = bytes.number(*header + 22, 2);
    const auto optionalHeader = *header + 24;
    const auto format = bytes.number(optionalHeader, 2);
    if (!flags || !format)
        return unsupported("the beginning of a Windows program, the rest is missing");
    constexpr std::uint64_t wideFormat = 0x20b;
    const auto directories = optionalHeader + (*format == wideFormat ? 112 : 96);
    constexpr std::uint64_t cliDirectory = 14;
    const auto count = bytes.number(directories - 4, 4).value_or(0);
    if (count > cliDirectory) {
        const auto cli = bytes.number(directories + cliDirectory * 8, 4);
        if (!cli)
            return unsupported("the beginning of a Windows program, the rest is missing");
        if (*cli != 0)
            return ConnectorKind::DotNet;
    }
    constexpr std::uint64_t libraryFlag = 0x2000;
    const bool library = (*flags & libraryFlag) != 0;
    if (here != System::Windows)
        return unsupported(library ? "a native Windows library (no .NET assembly), it works on Windows only"
                                   : "a native Windows program (no .NET assembly), it works on Windows only");
    return library ? ConnectorKind::Native : ConnectorKind::Command;
}

// --- Mach-O -----------------------------------------------------------------------------------------

Result<ConnectorKind> kindOfMachO(std::string_view head, bool bigEndian)
{
    if (here != System::Mac)
        return unsupported("a program or library for macOS" + std::string(expected));
    const auto type = Bytes(head, bigEndian).number(12, 4).value_or(0);
    constexpr std::uint64_t program = 2;
    constexpr std::uint64_t library = 6;
    constexpr std::uint64_t bundle = 8;
    if (type == program)
        return ConnectorKind::Command;
    if (type == library || type == bundle)
        return ConnectorKind::Native;
    return unsupported("an object file: link it to a bundle first");
}

bool startsWith(std::string_view head, std::array<unsigned char, 4> magic)
{
    return head.size() >= magic.size() && std::memcmp(head.data(), magic.data(), magic.size()) == 0;
}

} // namespace

Result<ConnectorKind> kindOfContent(std::string_view head, bool executable)
{
    if (head.empty())
        return unsupported("an empty file" + std::string(expected));
    if (startsWith(head, {0x7f, 'E', 'L', 'F'}))
        return kindOfElf(head);
    if (head.starts_with("MZ"))
        return kindOfPe(head);
    if (startsWith(head, {0xce, 0xfa, 0xed, 0xfe}) || startsWith(head, {0xcf, 0xfa, 0xed, 0xfe}))
        return kindOfMachO(head, false);
    if (startsWith(head, {0xfe, 0xed, 0xfa, 0xce}) || startsWith(head, {0xfe, 0xed, 0xfa, 0xcf}))
        return kindOfMachO(head, true);
    // The same four bytes begin a Java class, whose version stands where the number of parts would.
    if (startsWith(head, {0xca, 0xfe, 0xba, 0xbe})) {
        if (Bytes(head, true).number(4, 4).value_or(99) > 30)
            return unsupported("a Java class" + std::string(expected));
        return here == System::Mac ? Result<ConnectorKind>(ConnectorKind::Native) : kindOfMachO(head, true);
    }
    if (head.starts_with("#!")) {
        if (executable)
            return ConnectorKind::Command;
        return unsupported("a script that may not be executed: allow it (chmod +x), or name its interpreter as the program");
    }
    return unsupported("no connector, it begins with \"" + wire::excerpt(head, 20) + "\"" + std::string(expected));
}

Result<ConnectorKind> kindOfFile(const std::string &path)
{
    const auto file = utf8Path(path);
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (!std::filesystem::exists(status))
        return fail(ErrorCode::NotFound, "there is no such file", {.file = path});
    if (std::filesystem::is_directory(status))
        return fail(ErrorCode::Unsupported, "this is a folder" + std::string(expected), {.file = path});
    errno = 0;
    std::ifstream in(file, std::ios::binary);
    std::string head(headSize, '\0');
    in.read(head.data(), static_cast<std::streamsize>(head.size()));
    if (in.bad() || (in.fail() && !in.eof()))
        return fail(ErrorCode::Io, std::string("cannot be read: ") + std::strerror(errno != 0 ? errno : EIO), {.file = path});
    head.resize(static_cast<std::size_t>(in.gcount()));
    constexpr auto anyExecute =
        std::filesystem::perms::owner_exec | std::filesystem::perms::group_exec | std::filesystem::perms::others_exec;
    auto kind = kindOfContent(head, (status.permissions() & anyExecute) != std::filesystem::perms::none);
    if (!kind)
        kind.error().where.file = path;
    return kind;
}

} // namespace anchorage::connector
