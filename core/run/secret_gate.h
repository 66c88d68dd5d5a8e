// The one place where secrets enter the way to the connector, and leave no trace on the way back:
// references become values just before sending, and every text of the connector is scrubbed before
// it becomes an input or an event (wire.md, Secrets).
#pragma once

#include "core/base/result.h"
#include "core/connector/connector_port.h"
#include "core/engine/engine_command.h"
#include "core/model/csentry_change.h"
#include "core/model/exception.h"
#include "core/model/secret.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace anchorage::run {

/// "env:NAME" -> the secret. Called in the driver's thread, once per reference and run.
using SecretResolver = std::function<Result<Secret>(std::string_view reference)>;

class SecretGate {
public:
    SecretGate(SecretResolver resolver, Scrubber &scrubber);

    /// A connection's secrets: the scrubber learns them before the connector does.
    void learn(const ConfigParameters &parameters);
    /// Replaces the references in encrypted changes. The error names entry and attribute, never a value.
    Result<void> resolve(std::vector<CsEntryChange> &entries);
    Result<Secret> resolve(const engine::command::SetPassword &command);

    std::string scrub(const std::string &text) const
    {
        return m_scrubber.empty() || text.empty() ? text : m_scrubber.scrub(text);
    }
    ExceptionInfo scrub(ExceptionInfo exception) const;
    PutExportEntriesResults scrub(PutExportEntriesResults results) const;
    Error scrub(Error error) const;

private:
    Result<Secret> lookUp(const std::string &reference);

    SecretResolver m_resolver;
    Scrubber &m_scrubber;
    std::map<std::string, Secret, std::less<>> m_known;
};

} // namespace anchorage::run
