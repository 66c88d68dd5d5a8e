// An exception as it travels from a connector: type, message, stack, inner ones (wire.md, Errors).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace anchorage {

struct ExceptionInfo {
    /// Type name; the last component decides the run status (ecma2.md 5.2).
    std::string type;
    std::string message;
    std::string stack;
    std::vector<ExceptionInfo> inner;
    bool operator==(const ExceptionInfo &) const = default;

    /// "ServerDownException" of "Microsoft.MetadirectoryServices.ServerDownException".
    std::string_view shortType() const;
};

/// The step result a connector's exception in Open or Put gives ("stopped-server-down", ecma2.md 5.2).
std::string_view runStatusOf(const ExceptionInfo &exception);
/// The step result of an exception in Close (throw-3).
std::string_view closeStatusOf(const ExceptionInfo &exception);

} // namespace anchorage
