// MAExportError: what a connector may say of one entry (ecma2.md 3, 27 values).
#pragma once

#include "core/model/enums.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace anchorage {

enum class MAExportError : std::uint8_t {
    Success = 0,
    ExportActionConvertUpdateToAdd = 1,
    ExportActionRetryReferenceAttribute = 2,
    ExportActionProvisioningParent = 3,
    ExportErrorConnectedDirectoryError = 4,
    ExportErrorConnectedDirectoryMissingObject = 5,
    ExportErrorConnectedDirectoryExistingObject = 6,
    ExportErrorReferenceAttributeFailure = 7,
    ExportErrorNonExistingParent = 8,
    ExportErrorDuplicateAnchor = 9,
    ExportErrorAmbiguousUpdate = 10,
    ExportErrorPasswordPolicyViolation = 11,
    ExportErrorKerberosTimeSkew = 12,
    ExportErrorKerberosNoLogOnServer = 13,
    ExportErrorInvalidDN = 14,
    ExportErrorConstraintViolation = 15,
    ExportErrorSyntaxViolation = 16,
    ExportErrorChangeNamingAttribute = 17,
    ExportErrorPermissionIssue = 18,
    ExportErrorMissingProvisioningAttribute = 19,
    ExportErrorInvalidProvisioningAttributeValue = 20,
    ExportErrorMissingAnchorComponent = 21,
    ExportErrorMultiValuedAnchorComponent = 22,
    ExportErrorAnchorTooLong = 23,
    ExportErrorInvalidAttributeValue = 24,
    ExportErrorCustomStopRun = 25,
    ExportErrorCustomContinueRun = 26,
};

inline constexpr std::size_t exportErrorCount = 27;

std::string_view name(MAExportError error);
/// The engine's error-type string ("cd-missing-object"); the connector's own name for 25 and 26 is
/// in the result, so these give "custom-stop-run" and "custom-continue-run".
std::string_view engineString(MAExportError error);
/// One plain sentence of what it means, for reports and help.
std::string_view meaning(MAExportError error);
/// By member name or engine string, ASCII case ignored.
std::optional<MAExportError> exportErrorFromText(std::string_view text);

/// The three that make the engine present the data in another way (ecma2.md 3.1).
constexpr bool isSpecialAction(MAExportError error)
{
    return error >= MAExportError::ExportActionConvertUpdateToAdd && error <= MAExportError::ExportActionProvisioningParent;
}
/// 1 -> 5, 2 -> 7, 3 -> 8: the object error that means the same without the action.
constexpr MAExportError plainTwin(MAExportError action)
{
    switch (action) {
    case MAExportError::ExportActionConvertUpdateToAdd:
        return MAExportError::ExportErrorConnectedDirectoryMissingObject;
    case MAExportError::ExportActionRetryReferenceAttribute:
        return MAExportError::ExportErrorReferenceAttributeFailure;
    case MAExportError::ExportActionProvisioningParent:
        return MAExportError::ExportErrorNonExistingParent;
    default:
        return action;
    }
}

} // namespace anchorage
