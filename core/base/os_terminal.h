// What a program may do with the terminal it runs in, if it runs in one.
#pragma once

#include "core/base/result.h"

#include <string>

namespace anchorage::os {

enum class StandardStream : unsigned char { Input, Output, Errors };
bool isTerminal(StandardStream stream);
/// Columns of the terminal; 80 where it does not say.
int terminalWidth();

/// Shows `question` on the terminal itself, not on stdout, and reads one line. Error Cancelled when there
/// is no terminal or its end was typed.
Result<std::string> askTerminal(const std::string &question);
/// The same without showing what is typed.
Result<std::string> askTerminalHidden(const std::string &question);

} // namespace anchorage::os
