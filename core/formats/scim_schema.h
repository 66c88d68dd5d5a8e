// SCIM schemas (RFC 7643 section 7): a /Schemas answer, a list of schemas, or one of them.
//
// A complex attribute is taken apart: `name.givenName`, `emails.value`. An extension whose resource is
// in the same file is laid over it, under full names (`urn:…:enterprise:2.0:User:department`). `id`, which
// every resource has and no schema lists (RFC 7643 3.1), is added as the anchor, `externalId` beside it.
#pragma once

#include "core/formats/format.h"

namespace anchorage::formats {

Result<Loaded> readScimSchema(const LoadRequest &request);

} // namespace anchorage::formats
