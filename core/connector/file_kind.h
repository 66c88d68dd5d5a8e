// What a file is, by its content: a native plugin, a .NET assembly, a program, or no connector at all.
#pragma once

#include "core/base/result.h"
#include "core/connector/connector_kind.h"

#include <string>
#include <string_view>

namespace anchorage::connector {

/// `head` is the beginning of a file, `headSize` of it or all; `executable` says what the system thinks.
/// Error Unsupported: what it is instead, and what a connector would be.
Result<ConnectorKind> kindOfContent(std::string_view head, bool executable);
inline constexpr std::size_t headSize = std::size_t{64} * 1024;

/// Of a file. Errors: NotFound, Io, Unsupported; each names the file.
Result<ConnectorKind> kindOfFile(const std::string &path);

} // namespace anchorage::connector
