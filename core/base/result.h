// Result<T>: a value or an Error; the only way errors cross a layer. Std only: installed with the SDK.
#pragma once

#include "core/base/error.h"

#include <tl/expected.hpp>

namespace anchorage {

template <typename T> using Result = tl::expected<T, Error>;

/// `return fail(ErrorCode::Input, "…", {.file = path, .line = 3});`
inline tl::unexpected<Error> fail(ErrorCode code, std::string message, ErrorContext where = {})
{
    return tl::unexpected<Error>(Error{code, std::move(message), std::move(where)});
}

inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

/// For std::visit over sum types: `std::visit(overloaded{[](const A &) {…}, [](const B &) {…}}, v)`.
template <typename... Ts> struct overloaded : Ts... {
    using Ts::operator()...;
};
template <typename... Ts> overloaded(Ts...) -> overloaded<Ts...>;

} // namespace anchorage
