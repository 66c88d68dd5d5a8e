// The plugin's entry: two extern "C" functions. Include this in exactly one source of a plugin and
// write ANCHORAGE_CONNECTOR(MyConnector).
#pragma once

#include "connectors/sdk/connector.h"

#define ANCHORAGE_SDK_STRINGIFY_(x) #x
#define ANCHORAGE_SDK_STRINGIFY(x) ANCHORAGE_SDK_STRINGIFY_(x)

/// Std types cross this border, so both sides must agree on compiler, standard library and SDK. The
/// host compares the tag, which is plain C, before it calls anything else.
#if defined(_MSC_VER)
#define ANCHORAGE_SDK_COMPILER "msvc" ANCHORAGE_SDK_STRINGIFY(_MSC_VER) "-itdebug" ANCHORAGE_SDK_STRINGIFY(_ITERATOR_DEBUG_LEVEL)
#elif defined(__GLIBCXX__)
#define ANCHORAGE_SDK_COMPILER "itanium-libstdc++-cxx11abi" ANCHORAGE_SDK_STRINGIFY(_GLIBCXX_USE_CXX11_ABI)
#elif defined(_LIBCPP_VERSION)
#define ANCHORAGE_SDK_COMPILER "itanium-libc++-" ANCHORAGE_SDK_STRINGIFY(_LIBCPP_ABI_VERSION)
#else
#error "unknown C++ standard library"
#endif

/// Grows with every change of a type or virtual function that plugins see.
#define ANCHORAGE_SDK_ABI "anchorage-sdk-1/" ANCHORAGE_SDK_COMPILER

#if defined(_WIN32)
#define ANCHORAGE_SDK_EXPORT extern "C" __declspec(dllexport)
#else
#define ANCHORAGE_SDK_EXPORT extern "C" __attribute__((visibility("default")))
#endif

#define ANCHORAGE_CONNECTOR(Type)                                                                                                \
    ANCHORAGE_SDK_EXPORT const char *anchorage_connector_abi()                                                                   \
    {                                                                                                                            \
        return ANCHORAGE_SDK_ABI;                                                                                                \
    }                                                                                                                            \
    ANCHORAGE_SDK_EXPORT ::anchorage::sdk::Connector *anchorage_connector_create()                                               \
    {                                                                                                                            \
        return new Type;                                                                                                         \
    }
