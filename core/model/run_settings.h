// Run settings: every **option** of engine.md with its default. Documented in engine-rules.md.
#pragma once

#include "core/model/enums.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace anchorage {

struct RunSettings {
    enum class EmptyAnchors : std::uint8_t { Absent, Null };
    enum class RetryAs : std::uint8_t { Update, Add };
    enum class Parents : std::uint8_t { EachChild, Once };
    enum class UnknownReferences : std::uint8_t { Send, Hold };
    enum class PasswordVia : std::uint8_t { Auto, Put, SetPassword };
    enum class ProcessLife : std::uint8_t { Fresh, Keep };
    /// Who chose the step's page size: one from an MA file is reduced, one of a person refused (page-1).
    enum class PageSizeFrom : std::uint8_t { Default, Person, MaConfiguration };

    OperationType exportType = OperationType::Delta; ///< full-1
    std::int32_t pageSize = 0; ///< 0: ExportDefaultPageSize, else 100 (page-1)
    PageSizeFrom pageSizeFrom = PageSizeFrom::Default;
    bool freshIdentifiers = false; ///< id-1
    EmptyAnchors emptyAnchors = EmptyAnchors::Absent; ///< anchor-4
    bool deletesFirst = true; ///< order-1
    UnknownReferences unknownReferences = UnknownReferences::Send; ///< hold-5
    std::int32_t maxPasses = 10; ///< pass-2
    PasswordVia passwordVia = PasswordVia::Auto; ///< pwd-1
    RetryAs retryAs = RetryAs::Update; ///< action-2
    Parents parents = Parents::EachChild; ///< action-3
    bool nearestParentOnly = false; ///< action-3
    std::int64_t errorLimit = 5000; ///< error-1
    std::optional<std::int64_t> objectLimit; ///< limit-1
    std::optional<std::int64_t> deletionLimit; ///< limit-1
    bool closeDuringPut = false; ///< stop-1
    std::chrono::milliseconds stopTimeout{30'000}; ///< stop-1
    std::optional<std::chrono::milliseconds> callTimeout; ///< time-1; absent: none
    ProcessLife process = ProcessLife::Fresh;
    std::chrono::milliseconds linger{0}; ///< how long to watch the process after Close
    bool waitForDebugger = false;
    std::uint64_t messageLimit = 64ULL * 1024 * 1024; ///< bytes of one wire message
    bool operator==(const RunSettings &) const = default;
};

} // namespace anchorage
