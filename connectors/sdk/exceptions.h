// The field's exceptions: throw one of these and the engine ends the run with the matching status
// (ecma2.md 5.2). Throw only for run-wide trouble; otherwise return an object error.
#pragma once

#include <stdexcept>
#include <string>

namespace anchorage::sdk {

/// Base of all: `typeName` travels over the wire and decides the run status.
class ExtensionException : public std::runtime_error {
public:
    explicit ExtensionException(const std::string &message) : std::runtime_error(message) { }
    virtual const char *typeName() const noexcept { return "ExtensionException"; }
};

#define ANCHORAGE_SDK_EXCEPTION(Name)                                                                                            \
    class Name : public ExtensionException {                                                                                     \
    public:                                                                                                                      \
        explicit Name(const std::string &message) : ExtensionException(message) { }                                              \
        const char *typeName() const noexcept override { return #Name; }                                                         \
    }

ANCHORAGE_SDK_EXCEPTION(ServerDownException); ///< stopped-server-down
ANCHORAGE_SDK_EXCEPTION(BadServerCredentialsException); ///< stopped-bad-server-credentials
ANCHORAGE_SDK_EXCEPTION(ExtensibleExtensionException); ///< stopped-extensible-extension-error
ANCHORAGE_SDK_EXCEPTION(EntryPointNotImplementedException); ///< stopped-entry-point-not-implemented
ANCHORAGE_SDK_EXCEPTION(UnexpectedDataException); ///< stopped-unexpected-data
ANCHORAGE_SDK_EXCEPTION(FatalEntryExportException); ///< stopped-entry-export-error
ANCHORAGE_SDK_EXCEPTION(TerminateRunException); ///< stopped-user-termination-from-extension
ANCHORAGE_SDK_EXCEPTION(EndConnectionException); ///< in Close: stopped-error-in-end-connection
ANCHORAGE_SDK_EXCEPTION(EntryExportException);
ANCHORAGE_SDK_EXCEPTION(FailedConnectionException);
ANCHORAGE_SDK_EXCEPTION(DroppedConnectionException);
ANCHORAGE_SDK_EXCEPTION(AccessDeniedException);
ANCHORAGE_SDK_EXCEPTION(PasswordPolicyViolationException);
ANCHORAGE_SDK_EXCEPTION(PasswordIllFormedException);
ANCHORAGE_SDK_EXCEPTION(PasswordExtensionException);
ANCHORAGE_SDK_EXCEPTION(ObjectNotFoundException);

#undef ANCHORAGE_SDK_EXCEPTION

} // namespace anchorage::sdk
