#include "tests/faulty/fault.h"

#include <signal.h> // NOLINT(modernize-deprecated-headers)
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <stdexcept>
#include <thread>

namespace anchorage::faulty {

namespace {

using namespace std::chrono_literals;
using sdk::Host;

class OwnException : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};
class DerivedException : public sdk::ServerDownException {
public:
    using ServerDownException::ServerDownException;
};

[[noreturn]] void hang()
{
    for (;;)
        std::this_thread::sleep_for(1h);
}

/// A sanitizer would end the process in its own way before the fault does.
#define FAULTY_AS_IT_IS __attribute__((no_sanitize("address", "undefined")))

FAULTY_AS_IT_IS int overflow(volatile int *from);
int (*volatile again)(volatile int *) = overflow; // what a compiler cannot see through

int overflow(volatile int *from)
{
    volatile int here[1024] = {};
    here[0] = *from + 1;
    return again(here) + here[0];
}

FAULTY_AS_IT_IS void crash()
{
    volatile int *nowhere = nullptr;
    *nowhere = 1; // NOLINT: the point of it
}

void writeAll(int descriptor, std::string_view text)
{
    while (!text.empty()) {
        const auto written = ::write(descriptor, text.data(), text.size());
        if (written <= 0)
            return;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

void flood(int descriptor, std::size_t bytes)
{
    const std::string line = std::string(99, '.') + '\n';
    std::string block;
    for (int i = 0; i < 100; ++i)
        block += line;
    for (std::size_t written = 0; written < bytes; written += block.size())
        writeAll(descriptor, std::string_view(block).substr(0, bytes - written));
}

void nested()
{
    try {
        try {
            throw OwnException("the innermost");
        } catch (...) {
            std::throw_with_nested(std::logic_error("the one between"));
        }
    } catch (...) {
        std::throw_with_nested(sdk::EntryExportException("the outer one"));
    }
}

void throwNamed(const std::string &name)
{
#define FAULTY_THROW(Name)                                                                                                       \
    if (name == #Name)                                                                                                           \
    throw sdk::Name("thrown by the faulty connector: " #Name)
    FAULTY_THROW(ExtensionException);
    FAULTY_THROW(ServerDownException);
    FAULTY_THROW(BadServerCredentialsException);
    FAULTY_THROW(ExtensibleExtensionException);
    FAULTY_THROW(EntryPointNotImplementedException);
    FAULTY_THROW(UnexpectedDataException);
    FAULTY_THROW(FatalEntryExportException);
    FAULTY_THROW(TerminateRunException);
    FAULTY_THROW(EndConnectionException);
    FAULTY_THROW(EntryExportException);
    FAULTY_THROW(FailedConnectionException);
    FAULTY_THROW(DroppedConnectionException);
    FAULTY_THROW(AccessDeniedException);
    FAULTY_THROW(PasswordPolicyViolationException);
    FAULTY_THROW(PasswordIllFormedException);
    FAULTY_THROW(PasswordExtensionException);
    FAULTY_THROW(ObjectNotFoundException);
#undef FAULTY_THROW
    if (name == "runtime_error")
        throw std::runtime_error("thrown by the faulty connector");
    if (name == "logic_error")
        throw std::logic_error("thrown by the faulty connector");
    if (name == "own")
        throw OwnException("thrown by the faulty connector");
    if (name == "derived")
        throw DerivedException("thrown by the faulty connector");
    if (name == "nested")
        nested();
    if (name == "multiline")
        throw std::runtime_error("first line\nsecond \"line\"\n\xff\xfe not UTF-8");
    if (name == "int")
        throw 42; // NOLINT(hicpp-exception-baseclass): connectors do
    if (name == "text")
        throw "a text was thrown"; // NOLINT(hicpp-exception-baseclass)
    throw std::invalid_argument("no such exception: " + name);
}

void grandchild(const Host &host)
{
    const auto pid = ::fork();
    if (pid == 0) {
        ::sleep(60);
        ::_exit(0);
    }
    host.log("info", "grandchild " + std::to_string(pid));
}

constexpr int mostDescriptors = 1024;

void vandal()
{
    for (int descriptor = 3; descriptor < mostDescriptors; ++descriptor)
        writeAll(descriptor, "rubbish in the middle of the wire\n");
}

void closeAll()
{
    for (int descriptor = 0; descriptor < mostDescriptors; ++descriptor)
        ::close(descriptor);
}

void progress(std::chrono::milliseconds time, const Host &host)
{
    const auto until = std::chrono::steady_clock::now() + time;
    while (std::chrono::steady_clock::now() < until) {
        host.progress("still working");
        std::this_thread::sleep_for(100ms);
    }
}

void logMany(std::size_t count, const Host &host)
{
    for (std::size_t i = 1; i <= count; ++i)
        host.log("info", "log line " + std::to_string(i));
}

void late(std::chrono::milliseconds time)
{
    std::thread([time] {
        std::this_thread::sleep_for(time);
        crash();
    }).detach();
}

void binary()
{
    std::fputs("\xff\xfe\x80 no UTF-8\n", stdout);
    std::fputs("\xff\xfe\x80 no UTF-8\n", stderr);
}

using Deed = std::function<void(const Fault &, const Host &)>;

const std::map<std::string, Deed, std::less<>> &deeds()
{
    static const std::map<std::string, Deed, std::less<>> all{
        {"crash", [](const Fault &, const Host &) { crash(); }},
        {"abort", [](const Fault &, const Host &) { std::abort(); }},
        {"overflow",
         [](const Fault &, const Host &) {
             volatile int start = 0;
             overflow(&start);
         }},
        {"exit", [](const Fault &fault, const Host &) { std::exit(static_cast<int>(sizeOf(fault, 0))); }}, // NOLINT
        {"_exit", [](const Fault &fault, const Host &) { ::_exit(static_cast<int>(sizeOf(fault, 0))); }},
        {"kill", [](const Fault &, const Host &) { ::raise(SIGKILL); }},
        {"late", [](const Fault &fault, const Host &) { late(std::chrono::milliseconds(sizeOf(fault, 100))); }},
        {"hang", [](const Fault &, const Host &) { hang(); }},
        {"spin",
         [](const Fault &, const Host &) {
             volatile std::size_t turns = 0;
             for (;;)
                 turns = turns + 1;
         }},
        {"wait",
         [](const Fault &, const Host &host) {
             while (!host.cancelled())
                 std::this_thread::sleep_for(5ms);
         }},
        {"slow",
         [](const Fault &fault, const Host &) { std::this_thread::sleep_for(std::chrono::milliseconds(sizeOf(fault, 100))); }},
        {"progress",
         [](const Fault &fault, const Host &host) { progress(std::chrono::milliseconds(sizeOf(fault, 1000)), host); }},
        {"throw", [](const Fault &fault, const Host &) { throwNamed(fault.argument); }},
        {"print", [](const Fault &fault, const Host &) { std::printf("%s\n", fault.argument.c_str()); }},
        {"write", [](const Fault &fault, const Host &) { writeAll(STDOUT_FILENO, fault.argument + '\n'); }},
        {"flood-stdout", [](const Fault &fault, const Host &) { flood(STDOUT_FILENO, sizeOf(fault, 1 << 20)); }},
        {"flood-stderr", [](const Fault &fault, const Host &) { flood(STDERR_FILENO, sizeOf(fault, 1 << 20)); }},
        {"long-line",
         [](const Fault &fault, const Host &) { writeAll(STDERR_FILENO, std::string(sizeOf(fault, 1 << 20), 'x')); }},
        {"binary", [](const Fault &, const Host &) { binary(); }},
        {"log", [](const Fault &fault, const Host &host) { logMany(sizeOf(fault, 1), host); }},
        {"say", [](const Fault &fault, const Host &host) { host.log("info", fault.argument); }},
        {"grandchild", [](const Fault &, const Host &host) { grandchild(host); }},
        {"vandal", [](const Fault &, const Host &) { vandal(); }},
        {"close-all", [](const Fault &, const Host &) { closeAll(); }},
    };
    return all;
}

} // namespace

void perform(const Fault &fault, const Host &host)
{
    if (const auto deed = deeds().find(fault.kind); deed != deeds().end())
        deed->second(fault, host);
}

} // namespace anchorage::faulty
