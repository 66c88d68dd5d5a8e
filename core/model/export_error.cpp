#include "core/model/export_error.h"

namespace anchorage {

namespace {

struct Row {
    std::string_view name;
    std::string_view engine;
    std::string_view meaning;
};

// ecma2.md 3, in the order of the numbers
constexpr std::array<Row, exportErrorCount> rows{{
    {"Success", "success", "The entry was exported."},
    {"ExportActionConvertUpdateToAdd", "convert-update-to-add",
     "The target lacks the object: the engine hands it over again as an Add in the next pass."},
    {"ExportActionRetryReferenceAttribute", "next-pass-retry",
     "A referenced object is not there yet: the engine hands the entry over again in the next pass."},
    {"ExportActionProvisioningParent", "provision-parent",
     "The parent is missing: the engine exports the parents, then hands the entry over again."},
    {"ExportErrorConnectedDirectoryError", "cd-error", "The target reported an error that has no code of its own."},
    {"ExportErrorConnectedDirectoryMissingObject", "cd-missing-object", "The object to change is not in the target."},
    {"ExportErrorConnectedDirectoryExistingObject", "cd-existing-object", "The object to add is in the target already."},
    {"ExportErrorReferenceAttributeFailure", "dn-attributes-failure",
     "A reference leads to an object that the target does not have."},
    {"ExportErrorNonExistingParent", "non-existent-parent", "The parent of the object is missing in the target."},
    {"ExportErrorDuplicateAnchor", "duplicate-anchor", "The anchor of the new object is not unique."},
    {"ExportErrorAmbiguousUpdate", "ambiguous-update", "The anchor fits several objects, so none was changed."},
    {"ExportErrorPasswordPolicyViolation", "password-policy-violation", "The password does not meet the target's policy."},
    {"ExportErrorKerberosTimeSkew", "kerberos-time-skew", "The clocks differ too much for Kerberos."},
    {"ExportErrorKerberosNoLogOnServer", "kerberos-no-logon-server", "No Kerberos server could be reached."},
    {"ExportErrorInvalidDN", "invalid-dn", "The target does not accept the DN of the add or rename."},
    {"ExportErrorConstraintViolation", "constraint-violation", "A value breaks a rule of the target."},
    {"ExportErrorSyntaxViolation", "syntax-violation", "A value has not the form the target wants."},
    {"ExportErrorChangeNamingAttribute", "modify-naming-attribute", "The naming attribute does not agree with the DN."},
    {"ExportErrorPermissionIssue", "permission-issue", "The connector's account may not do this."},
    {"ExportErrorMissingProvisioningAttribute", "missing-provisioning-attribute",
     "A new object lacks an attribute that the target needs."},
    {"ExportErrorInvalidProvisioningAttributeValue", "invalid-provisioning-attribute-value",
     "A new object has a value that the target does not accept."},
    {"ExportErrorMissingAnchorComponent", "missing-anchor-component",
     "The anchor of the new object cannot be built: a component has no value."},
    {"ExportErrorMultiValuedAnchorComponent", "multi-valued-anchor-component", "A component of the anchor has several values."},
    {"ExportErrorAnchorTooLong", "anchor-too-long", "The anchor is longer than the engine can store."},
    {"ExportErrorInvalidAttributeValue", "invalid-attribute-value", "The target does not accept a value."},
    {"ExportErrorCustomStopRun", "custom-stop-run", "The connector's own error: the object failed and the run stops."},
    {"ExportErrorCustomContinueRun", "custom-continue-run", "The connector's own error: the object failed, the run goes on."},
}};

const Row &row(MAExportError error)
{
    static constexpr Row unknown{"?", "error-code", "A code that MAExportError does not have."};
    const auto number = static_cast<std::size_t>(error);
    return number < rows.size() ? rows[number] : unknown;
}

} // namespace

std::string_view name(MAExportError error)
{
    return row(error).name;
}

std::string_view engineString(MAExportError error)
{
    return row(error).engine;
}

std::string_view meaning(MAExportError error)
{
    return row(error).meaning;
}

std::optional<MAExportError> exportErrorFromText(std::string_view text)
{
    if (auto byName = fromName<MAExportError>(text))
        return byName;
    for (std::size_t number = 0; number < rows.size(); ++number)
        if (rows[number].engine == text)
            return static_cast<MAExportError>(number);
    return std::nullopt;
}

} // namespace anchorage
