// Breakpoints and faults as they are typed, on the command line and in the desktop, and kept in settings.
#pragma once

#include "core/base/result.h"
#include "core/run/breakpoints.h"
#include "core/run/faults.h"

#include <string>

namespace anchorage::run {

inline constexpr const char *breakForms = "page, page:PASS.PAGE, pass:N, entry:N, type:TYPE, dn:PATTERN, "
                                          "outcome:accepted|next-pass|error|stops-run|unknown, error:CODE, action[:CODE], close";
/// Error Usage that lists the forms.
Result<Breakpoint> parseBreakpoint(const std::string &text);
/// What parseBreakpoint reads as the same breakpoint.
std::string typedText(const Breakpoint &breakpoint);

inline constexpr const char *faultForms = "throw@N, throw:TYPE@N, hang@N, kill@N, garbage@N";
Result<Fault> parseFault(const std::string &text);

} // namespace anchorage::run
