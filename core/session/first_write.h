// The first write of a project to a target asks (desktop.md, Safety). What was confirmed is kept per user,
// as hashes only: neither project nor target can be read from the file.
#pragma once

#include "core/base/result.h"
#include "core/session/run_setup.h"

#include <string>

namespace anchorage::session {

class FirstWrites {
public:
    /// The user's own file; ANCHORAGE_CONFIG_DIR or the platform's place for settings.
    static std::string defaultFile();
    explicit FirstWrites(std::string file = defaultFile());

    /// False also when the file cannot be read: then it asks again.
    bool confirmed(const RunSetup &setup) const;
    Result<void> confirm(const RunSetup &setup);

private:
    std::string m_file;
};

} // namespace anchorage::session
