// Keeps the stack of every throw: when a host catches an exception, the stack of its origin is gone.
// Stands before the C++ runtime's own __cxa_throw; only addresses are kept, names are looked up when
// an exception really leaves the connector.
#include "app/host/caught.h"

#include "core/base/os_stack.h"

#include <array>
#include <cstddef>

// A sanitizer stands in the same place and is there first; Windows throws in another way.
#if !defined(_WIN32) && !defined(__SANITIZE_ADDRESS__)
#define ANCHORAGE_KEEPS_THROWS 1
#include <cxxabi.h>
#include <dlfcn.h>
#endif

namespace anchorage::host {

namespace {

struct Throw {
    const void *object = nullptr;
    std::vector<void *> frames;
};
/// An exception with inner ones is a few throws.
struct Throws {
    std::array<Throw, 8> last;
    std::size_t next = 0;
};
thread_local Throws throws;

} // namespace

std::vector<void *> framesOfThrow(const void *exceptionObject)
{
    for (const auto &one : throws.last)
        if (one.object != nullptr && one.object == exceptionObject)
            return one.frames;
    return {};
}

namespace {

[[maybe_unused]] void keep(const void *object)
{
    for (auto &one : throws.last) // an address is used again
        if (one.object == object)
            one.object = nullptr;
    constexpr int ownFrames = 2;
    throws.last[throws.next] = {object, os::currentStack(ownFrames)};
    throws.next = (throws.next + 1) % throws.last.size();
}

} // namespace

} // namespace anchorage::host

#ifdef ANCHORAGE_KEEPS_THROWS
extern "C" __attribute__((visibility("default"), noreturn)) void __cxa_throw(void *object, std::type_info *type, // NOLINT
                                                                             void (*destroy)(void *))
{
    using Function = void (*)(void *, std::type_info *, void (*)(void *));
    static const auto next = reinterpret_cast<Function>(::dlsym(RTLD_NEXT, "__cxa_throw"));
    anchorage::host::keep(object);
    next(object, type, destroy);
    __builtin_unreachable();
}
#endif
