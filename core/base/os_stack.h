// The native stack: of a thrown exception, and of a crash just before it ends the process.
#pragma once

#include <string>
#include <vector>

namespace anchorage::os {

/// "#0  performer.cpp's function + 0x1f (memory.so + 0x4a10)": one line a frame, innermost first.
std::string stackText(const std::vector<void *> &frames);
/// The calling thread's stack without the innermost `skip` frames, at most 64 frames.
std::vector<void *> currentStack(int skip);

/// From here on a crash (SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT) writes its signal and its stack to
/// stderr before the process dies of that same signal. `lastWords` is called after that, in the
/// handler: it may only do what is safe there. For the calling thread also on an exhausted stack.
void reportCrashes(void (*lastWords)());
/// The same for a further thread: a signal stack of its own.
void reportCrashesOfThisThread();

/// "anchorage::sdk::ServerDownException" of a type's internal name.
std::string readableName(const char *internalName);

} // namespace anchorage::os
