// One export run between Open and Close: hand-overs go through script, check, target and log.
#pragma once

#include "connectors/memory/answer_script.h"
#include "connectors/memory/hand_over_log.h"
#include "connectors/memory/performer.h"
#include "connectors/memory/run_check.h"
#include "connectors/memory/settings.h"
#include "connectors/memory/target.h"
#include "connectors/sdk/connector.h"

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace anchorage::memory {

struct ExportRun {
    ExportRun(Settings s, Schema t, const ExportRunStep &step, std::shared_ptr<Directory> d);

    Settings settings;
    Schema types;
    std::shared_ptr<Directory> directory;
    AnswerScript script;
    RunCheck check;
    Target target;
    HandOverLog log;
    int puts = 0;
    std::unordered_map<std::string, int> handOvers; ///< of each name
    bool threw = false;
    Performer performer;

    /// The page's answer. `lock` is released while a scripted delay waits.
    PutExportEntriesResults put(const std::vector<CsEntryChange> &entries, const sdk::Host &host,
                                std::unique_lock<std::mutex> &lock);

private:
    void putEntry(const CsEntryChange &entry, const sdk::Host &host, std::unique_lock<std::mutex> &lock,
                  std::vector<CsEntryChangeResult> &results);
    Fate answer(const CsEntryChange &entry, const Outcome &outcome, const EntryRule *rule,
                std::vector<CsEntryChangeResult> &results) const;
};

} // namespace anchorage::memory
