#include "app/host/caught.h"

#include "connectors/sdk/exceptions.h"
#include "core/base/os_stack.h"

#include <cxxabi.h>

#include <exception>
#include <string>
#include <string_view>
#include <typeinfo>

namespace anchorage::host {

namespace {

/// "X" of "std::_Nested_exception<X>": how std::throw_with_nested packs it.
std::string withoutNesting(std::string type)
{
    constexpr std::string_view wrapper = "std::_Nested_exception<";
    if (type.starts_with(wrapper) && type.ends_with('>'))
        return type.substr(wrapper.size(), type.size() - wrapper.size() - 1);
    return type;
}

std::string caughtType()
{
    const std::type_info *type = abi::__cxa_current_exception_type();
    return type != nullptr ? withoutNesting(os::readableName(type->name())) : "unknown";
}

std::vector<ExceptionInfo> innerOf(const std::exception &outer)
{
    try {
        std::rethrow_if_nested(outer);
    } catch (...) {
        return {describeCaught()};
    }
    return {};
}

std::string caughtStack()
{
    const auto current = std::current_exception();
    // An exception_ptr is the address of the exception object, in both common standard libraries.
    static_assert(sizeof(const void *) == sizeof current);
    const void *object = *reinterpret_cast<const void *const *>(&current);
    return os::stackText(framesOfThrow(object));
}

} // namespace

ExceptionInfo describeCaught()
{
    ExceptionInfo info;
    info.stack = caughtStack();
    try {
        throw;
    } catch (const sdk::ExtensionException &exception) {
        info.type = exception.typeName();
        info.message = exception.what();
        info.inner = innerOf(exception);
    } catch (const std::exception &exception) {
        info.type = caughtType();
        info.message = exception.what();
        info.inner = innerOf(exception);
    } catch (const std::string &text) {
        info.type = caughtType();
        info.message = text;
    } catch (const char *text) {
        info.type = caughtType();
        info.message = text;
    } catch (...) {
        info.type = caughtType();
        info.message = "an object that is no std::exception was thrown";
    }
    return info;
}

} // namespace anchorage::host
