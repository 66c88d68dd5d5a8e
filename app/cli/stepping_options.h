// Breakpoints and faults as they are typed: --break and --fault.
#pragma once

#include "core/base/result.h"
#include "core/run/breakpoints.h"
#include "core/run/faults.h"

#include <string>

namespace anchorage::cli {

inline constexpr const char *breakForms = "page, page:PASS.PAGE, pass:N, entry:N, type:TYPE, dn:PATTERN, "
                                          "outcome:accepted|next-pass|error|stops-run|unknown, error:CODE, action[:CODE], close";
/// Error Usage that lists the forms.
Result<run::Breakpoint> parseBreakpoint(const std::string &text);

inline constexpr const char *faultForms = "throw@N, throw:TYPE@N, hang@N, kill@N, garbage@N";
Result<run::Fault> parseFault(const std::string &text);

} // namespace anchorage::cli
