// A password connection between its Open and Close.
#pragma once

#include "connectors/memory/hand_over_log.h"
#include "connectors/memory/performer.h"
#include "connectors/memory/settings.h"

namespace anchorage::memory {

struct PasswordRun {
    explicit PasswordRun(Settings s) : settings(std::move(s)) { }

    Settings settings;
    AnswerScript script;
    Performer performer;
    HandOverLog log;
    int calls = 0;
};

} // namespace anchorage::memory
