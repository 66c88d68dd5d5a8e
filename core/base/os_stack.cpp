#include "core/base/os_stack.h"

#ifdef _WIN32
#error "os_stack: Windows needs its own file (SetUnhandledExceptionFilter, StackWalk64) behind os_stack.h"
#endif

#define UNW_LOCAL_ONLY
#include <cxxabi.h>
#include <dlfcn.h>
#include <libunwind.h>
#include <signal.h> // NOLINT(modernize-deprecated-headers): sigaction is not in <csignal>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>

namespace anchorage::os {

namespace {

constexpr int mostFrames = 64;
void (*lastWordsOfCrash)() = nullptr;

/// Writes to stderr without allocating: a crash may have hit the heap.
class CrashText {
public:
    ~CrashText() { flush(); }
    CrashText &operator<<(std::string_view text)
    {
        for (const char c : text) {
            if (m_size == m_text.size())
                flush();
            m_text[m_size++] = c;
        }
        return *this;
    }
    CrashText &hex(std::uintptr_t number)
    {
        std::array<char, 20> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16).ptr;
        return *this << "0x" << std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data()));
    }
    void flush()
    {
        std::string_view rest(m_text.data(), m_size);
        while (!rest.empty()) {
            const auto written = ::write(STDERR_FILENO, rest.data(), rest.size());
            if (written <= 0)
                break;
            rest.remove_prefix(static_cast<std::size_t>(written));
        }
        m_size = 0;
    }

private:
    std::array<char, 1024> m_text{};
    std::size_t m_size = 0;
};

std::string_view crashName(int signal)
{
    switch (signal) {
    case SIGSEGV:
        return "SIGSEGV (invalid memory access)";
    case SIGBUS:
        return "SIGBUS (invalid memory access)";
    case SIGILL:
        return "SIGILL (invalid instruction)";
    case SIGFPE:
        return "SIGFPE (arithmetic error)";
    default:
        return "SIGABRT (abort)";
    }
}

std::string_view fileName(const char *path)
{
    const std::string_view text(path);
    return text.substr(text.rfind('/') + 1);
}

void describeFrame(CrashText &out, int number, unw_cursor_t &cursor)
{
    unw_word_t address = 0;
    unw_get_reg(&cursor, UNW_REG_IP, &address);
    std::array<char, 512> symbol{};
    unw_word_t offset = 0;
    out << (number < 10 ? "  #" : " #");
    std::array<char, 4> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out << std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())) << " ";
    if (unw_get_proc_name(&cursor, symbol.data(), symbol.size(), &offset) == 0)
        (out << std::string_view(symbol.data()) << " + ").hex(offset);
    else
        out.hex(address);
    Dl_info info = {};
    if (::dladdr(reinterpret_cast<void *>(address), &info) != 0 && info.dli_fname != nullptr) // NOLINT(performance-no-int-to-ptr)
        (out << " (" << fileName(info.dli_fname) << " + ").hex(address - reinterpret_cast<std::uintptr_t>(info.dli_fbase)) << ")";
    out << "\n";
}

/// Room for the handler where a thread's own stack is exhausted; as long as the thread.
class SignalStack {
public:
    SignalStack() : m_memory(::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
    {
        stack_t stack = {};
        stack.ss_sp = m_memory;
        stack.ss_size = size;
        if (m_memory != MAP_FAILED)
            ::sigaltstack(&stack, nullptr);
    }
    ~SignalStack()
    {
        if (m_memory == MAP_FAILED)
            return;
        stack_t none = {};
        none.ss_flags = SS_DISABLE;
        ::sigaltstack(&none, nullptr);
        ::munmap(m_memory, size);
    }
    SignalStack(const SignalStack &) = delete;
    SignalStack &operator=(const SignalStack &) = delete;

private:
    static constexpr std::size_t size = std::size_t{256} * 1024;
    void *m_memory;
};

void onCrash(int signal, siginfo_t *info, void *context)
{
    // A second crash, or one in here, ends the process at once.
    for (const int each : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT})
        ::signal(each, SIG_DFL);
    {
        CrashText out;
        out << "crashed with " << crashName(signal);
        if (signal == SIGSEGV || signal == SIGBUS)
            (out << " at address ").hex(reinterpret_cast<std::uintptr_t>(info->si_addr));
        out << "; stack, innermost first:\n";
        out.flush();
        unw_cursor_t cursor;
        if (unw_init_local2(&cursor, static_cast<unw_context_t *>(context), UNW_INIT_SIGNAL_FRAME) == 0) {
            for (int number = 0; number < mostFrames; ++number) {
                describeFrame(out, number, cursor);
                if (unw_step(&cursor) <= 0)
                    break;
            }
        }
    }
    if (lastWordsOfCrash != nullptr)
        lastWordsOfCrash();
    ::raise(signal); // delivered when this handler returns
}

} // namespace

std::vector<void *> currentStack(int skip)
{
    unw_context_t context;
    unw_cursor_t cursor;
    std::vector<void *> frames;
    if (unw_getcontext(&context) != 0 || unw_init_local(&cursor, &context) != 0)
        return frames;
    frames.reserve(mostFrames);
    for (int number = 0; number < mostFrames + skip && unw_step(&cursor) > 0; ++number) {
        unw_word_t address = 0;
        unw_get_reg(&cursor, UNW_REG_IP, &address);
        if (number >= skip && address != 0)
            frames.push_back(reinterpret_cast<void *>(address)); // NOLINT(performance-no-int-to-ptr)
    }
    return frames;
}

std::string stackText(const std::vector<void *> &frames)
{
    std::string text;
    int number = 0;
    for (void *frame : frames) {
        Dl_info info = {};
        char hex[24];
        const auto address = reinterpret_cast<std::uintptr_t>(frame);
        const auto hexOf = [&hex](std::uintptr_t value) {
            return std::string(hex, std::to_chars(hex, hex + sizeof hex, value, 16).ptr);
        };
        text += (number == 0 ? "#" : "\n#") + std::to_string(number) + ' ';
        ++number;
        if (::dladdr(frame, &info) == 0 || info.dli_fname == nullptr) {
            text += "0x" + hexOf(address);
            continue;
        }
        if (info.dli_sname != nullptr)
            text +=
                readableName(info.dli_sname) + " + 0x" + hexOf(address - reinterpret_cast<std::uintptr_t>(info.dli_saddr)) + ' ';
        text += '(' + std::string(fileName(info.dli_fname)) + " + 0x"
            + hexOf(address - reinterpret_cast<std::uintptr_t>(info.dli_fbase)) + ')';
    }
    return text;
}

void reportCrashesOfThisThread()
{
    thread_local const SignalStack stack;
}

void reportCrashes(void (*lastWords)())
{
    lastWordsOfCrash = lastWords;
    reportCrashesOfThisThread();
    currentStack(0); // the unwinder's own set-up is done before a crash
    struct sigaction action = {};
    action.sa_sigaction = onCrash;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    for (const int signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT})
        ::sigaction(signal, &action, nullptr);
}

std::string readableName(const char *internalName)
{
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> name(abi::__cxa_demangle(internalName, nullptr, nullptr, &status),
                                                           &std::free);
    return status == 0 && name ? name.get() : internalName;
}

} // namespace anchorage::os
