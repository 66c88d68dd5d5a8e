// The first lines of a journal: what a run was made of. With it and the inputs a run can be repeated
// without a connector (architecture.md, idea 3).
#pragma once

#include "core/engine/engine_setup.h"
#include "core/json/json_reader.h"
#include "core/json/json_writer.h"
#include "core/model/config_parameter.h"
#include "core/model/secret.h"

#include <string>
#include <string_view>
#include <vector>

namespace anchorage::run {

inline constexpr std::string_view journalFormat = "anchorage";
inline constexpr int journalVersion = 1;

struct JournalHeader {
    std::string benchVersion;
    std::string started; ///< UTC, "2026-01-31T12:01:03Z"
    std::string project; ///< file; empty: none
    std::string step; ///< of the project; empty: the only one
    // Which connector was started: what ConnectorLocation says of it.
    std::string connectorKind;
    std::string connectorPath;
    std::vector<std::string> connectorArguments;
    /// In a journal that was read, secrets are markers.
    ConfigParameters parameters;
    /// Its space is not in the header's line: one line an object follows.
    engine::EngineSetup setup;
};

/// One JSON object, without a line end. Secrets are marked; texts are scrubbed of known ones.
void write(json::Writer &out, const JournalHeader &header, const Scrubber &scrubber);

/// How many lines of the space follow.
struct SpaceLines {
    std::uint64_t objects = 0;
    std::uint64_t recorded = 0;
};
struct ReadHeader {
    JournalHeader header;
    SpaceLines space;
};
/// Errors: Input when this is no journal's header; Unsupported when it is a newer version's.
Result<ReadHeader> readJournalHeader(const json::Node &node);

} // namespace anchorage::run
