// A host's stdin and stdout carry the wire: they are moved out of the reach of foreign code, and what
// that code prints comes back here. Also: libraries that are loaded while the program runs.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace anchorage::os {

/// Blocking; any thread, one at a time per function. Descriptors are close-on-exec, so that a
/// grandchild cannot keep the wire open.
class WireStdio {
public:
    /// Once a process, before foreign code is loaded. From here on stdin is empty and stdout is a pipe
    /// that readPrinted() reads; stderr stays as it is. Error Io.
    static Result<WireStdio> takeOver();

    /// 0: the end of the wire.
    std::size_t read(char *buffer, std::size_t size) const;
    /// All of it. False: nobody reads the wire any more.
    bool write(std::string_view bytes) const;
    /// Blocks until something was printed on stdout.
    void waitForPrinted() const;
    /// What was printed; never blocks: nullopt when there is nothing. 0: the end, after closePrinted()
    /// and when no child of foreign code holds it either.
    std::optional<std::size_t> readPrinted(char *buffer, std::size_t size) const;
    /// stdout is stderr from here on. Safe in a signal handler.
    static void closePrinted();

private:
    int m_in = -1;
    int m_out = -1;
    int m_printed = -1;
};

/// Loads a library for good; symbols stay its own. Errors: NotFound (it or a library it needs is not
/// there), Unsupported (it cannot be loaded), with the system's reason.
Result<void *> loadLibrary(const std::string &path);
/// Null when the library has no such symbol.
void *symbolOf(void *library, const char *name);

/// Lets any debugger of the same user attach, where the system restricts that to parents.
void allowDebuggers();

} // namespace anchorage::os
