#include "core/base/os_terminal.h"

#ifdef _WIN32
#include <io.h>
#include <windows.h>

#include <iostream>
#else
#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#endif

#include <cstdio>

namespace anchorage::os {

#ifdef _WIN32

bool isTerminal(StandardStream stream)
{
    return _isatty(static_cast<int>(stream)) != 0;
}

int terminalWidth()
{
    CONSOLE_SCREEN_BUFFER_INFO info{};
    if (!GetConsoleScreenBufferInfo(GetStdHandle(STD_OUTPUT_HANDLE), &info))
        return 80;
    return info.srWindow.Right - info.srWindow.Left + 1;
}

namespace {

Result<std::string> ask(const std::string &question, bool hidden)
{
    if (!isTerminal(StandardStream::Input))
        return fail(ErrorCode::Cancelled, "there is no terminal to ask on");
    std::cerr << question << std::flush;
    const auto input = GetStdHandle(STD_INPUT_HANDLE);
    DWORD mode = 0;
    GetConsoleMode(input, &mode);
    if (hidden)
        SetConsoleMode(input, mode & ~DWORD(ENABLE_ECHO_INPUT));
    std::string line;
    const bool got = static_cast<bool>(std::getline(std::cin, line));
    SetConsoleMode(input, mode);
    if (!got)
        return fail(ErrorCode::Cancelled, "nothing was typed");
    return line;
}

} // namespace

#else

bool isTerminal(StandardStream stream)
{
    return ::isatty(static_cast<int>(stream)) == 1;
}

int terminalWidth()
{
    winsize size{};
    if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return 80;
    return size.ws_col;
}

namespace {

Result<std::string> ask(const std::string &question, bool hidden)
{
    // stdin may be a batch and stdout a file: the person sits at the controlling terminal.
    const int terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC);
    if (terminal < 0)
        return fail(ErrorCode::Cancelled, "there is no terminal to ask on");
    termios before{};
    const bool known = ::tcgetattr(terminal, &before) == 0;
    if (hidden && known) {
        auto quiet = before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(terminal, TCSAFLUSH, &quiet);
    }
    std::string line;
    bool ended = ::write(terminal, question.data(), question.size()) < 0;
    for (char c = 0; !ended;) {
        ended = ::read(terminal, &c, 1) != 1;
        if (ended || c == '\n')
            break;
        line += c;
    }
    if (hidden && known) {
        ::tcsetattr(terminal, TCSAFLUSH, &before);
        if (::write(terminal, "\n", 1) < 0)
            ended = true;
    }
    ::close(terminal);
    if (ended)
        return fail(ErrorCode::Cancelled, "nothing was typed");
    return line;
}

} // namespace

#endif

Result<std::string> askTerminal(const std::string &question)
{
    return ask(question, false);
}

Result<std::string> askTerminalHidden(const std::string &question)
{
    return ask(question, true);
}

} // namespace anchorage::os
