// What a fuzzer states of what it fed.
#pragma once

#include <cstdlib>

/// A finding where it is false.
inline void require(bool truth)
{
    if (!truth)
        std::abort();
}
