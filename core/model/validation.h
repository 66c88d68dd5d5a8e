// A change against a schema: what does not fit, and what would be legal (issue 2, model). Pure; the
// desktop asks while a person types, the command line before a run.
#pragma once

#include "core/model/csentry_change.h"
#include "core/model/finding.h"
#include "core/model/schema.h"

#include <string>
#include <string_view>
#include <vector>

namespace anchorage {

/// What is looked at: one object's change, whatever its shape.
struct ChangeToValidate {
    std::string_view dn;
    std::string_view objectType;
    ObjectModificationType modification = ObjectModificationType::Update;
    const std::vector<AttributeChange> &changes;
};

/// Errors: invalid-dn, unknown-type, unknown-attribute, duplicate-attribute, wrong-value-type,
/// too-many-values, illegal-modification. Warnings: missing-required (an Add without an attribute that is
/// required, an Update that takes it away). Notes: import-only (it is never handed over). The pseudo attributes DN and
/// export_password are known to every type. `style`: Ldap names must be well-formed; empty DNs are for the caller.
Findings validate(const ChangeToValidate &change, const Schema &schema, MADistinguishedNameStyle style);

/// One value against its attribute; an empty message fits. For a field that is being typed.
std::string misfit(const AttributeValue &value, const SchemaAttribute &attribute);

} // namespace anchorage
