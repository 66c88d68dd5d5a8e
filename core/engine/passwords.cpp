#include "core/engine/passwords.h"

#include <algorithm>

namespace anchorage::engine {

bool passwordByCall(const RunContext &context)
{
    switch (context.settings.passwordVia) {
    case RunSettings::PasswordVia::Put:
        return false;
    case RunSettings::PasswordVia::SetPassword:
        return true;
    case RunSettings::PasswordVia::Auto:
        break;
    }
    return context.passwordInterface;
}

bool holdPassword(const RunContext &context, std::vector<AttributeChange> &changes, std::vector<AttributeChange> &rest,
                  std::vector<Removal> &removals, const std::string &dn)
{
    if (context.capabilities.exportPasswordInFirstPass)
        return false;
    const auto password = std::find_if(changes.begin(), changes.end(), isPassword);
    if (password == changes.end())
        return false;
    removals.push_back({Removal::Stage::Hold,
                        dn,
                        password->name,
                        {},
                        "pwd-1",
                        passwordByCall(context) ? "the password comes later, through SetPassword"
                                                : "the password comes later, in an Update of its own"});
    rest.push_back(std::move(*password));
    changes.erase(password);
    return true;
}

MAExportError passwordError(const ExceptionInfo &exception)
{
    const auto type = exception.shortType();
    if (type == "PasswordPolicyViolationException" || type == "PasswordIllFormedException")
        return MAExportError::ExportErrorPasswordPolicyViolation;
    if (type == "AccessDeniedException")
        return MAExportError::ExportErrorPermissionIssue;
    if (type == "ObjectNotFoundException" || type == "NoSuchObjectException")
        return MAExportError::ExportErrorConnectedDirectoryMissingObject;
    return MAExportError::ExportErrorConnectedDirectoryError;
}

} // namespace anchorage::engine
