// Expectations against what a run did (core/project/expectation.h): a run that does what is expected of it
// is a success, an expected error too; an unmet expectation and an unexpected error are not.
#pragma once

#include "core/project/expectation.h"
#include "core/report/object_results.h"
#include "core/report/run_summary.h"
#include "core/space/space.h"

#include <cstdint>
#include <string>
#include <vector>

namespace anchorage::report {

struct CheckedExpectation {
    std::string what; ///< "cn=u1: error cd-existing-object"
    bool met = false;
    std::string found; ///< when it is not met: what was there instead
    bool operator==(const CheckedExpectation &) const = default;
};

/// What went wrong and was not expected: an object, or the run as a whole (then `dn` is empty).
struct Unexpected {
    std::string dn;
    std::string what; ///< "cd-missing-object: no such user"; "stopped-server-down"
    bool operator==(const Unexpected &) const = default;
};

struct Verdict {
    std::vector<CheckedExpectation> checked;
    std::vector<Unexpected> unexpected; ///< the first `mostUnexpected`
    std::uint64_t unexpectedCount = 0;
    static constexpr std::size_t mostUnexpected = 1000;

    std::uint64_t unmet() const;
    /// Everything expected happened, nothing bad besides: exit code 0 whatever the status.
    bool allMet() const { return unmet() == 0 && unexpectedCount == 0; }
};

/// `start`: the space the run started from. Errors: Input, a filter or pattern that is none (a project that was
/// read has none of these). An expectation of an entry covers that entry's error, one of the status covers
/// the status and its cause. Without any expectation the
/// verdict has nothing checked and lists each error.
Result<Verdict> evaluate(const project::Expectations &expectations, const space::Space &start, const ObjectResults &results,
                         const RunSummary &summary);

} // namespace anchorage::report
