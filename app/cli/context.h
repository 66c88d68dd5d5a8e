// What every command gets: where to write, and how to say that it is the one to run.
#pragma once

#include "app/cli/exit_code.h"
#include "core/base/error.h"
#include "core/model/secret.h"

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>

namespace anchorage::cli {

struct Context {
    std::ostream &out; ///< what was asked for
    std::ostream &err; ///< everything else: errors, progress, questions
    std::function<int()> action = {}; ///< set by the command that was named

    /// "anchorage-cli: file:3: …" and the exit code that goes with it.
    int fail(const Error &error) const;
};

/// UTF-8 on every system, where std::filesystem::path::string() is not.
std::string utf8Text(const std::filesystem::path &path);
/// The current folder, absolute.
std::string currentFolder();

/// Foreign text on a terminal: control characters would act there.
std::string printable(std::string_view text);

} // namespace anchorage::cli
