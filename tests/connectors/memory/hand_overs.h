// A run of the memory connector in this process.
#pragma once

#include "connectors/memory/memory_connector.h"
#include "tests/support/hand_overs.h"

namespace anchorage::memory::test {

using namespace anchorage::test;

/// A run over the connector's own classes: Open, pages, Close.
class Run {
public:
    explicit Run(const Parameters &given, std::int32_t batchSize = 100) : m_parameters(parameters(given)) { open(batchSize); }
    Run(MemoryConnector &connector, const Parameters &given) : m_connector(&connector), m_parameters(parameters(given))
    {
        open(100);
    }

    /// "ok", "ok {id=1}" or the engine's error string, one an entry; the exception's type and text when it throws.
    std::string put(const std::vector<CsEntryChange> &page)
    {
        try {
            const auto answer = m_connector->putExportEntries(page);
            if (!answer.results)
                return "null";
            std::string out;
            for (const auto &e : page)
                out += (out.empty() ? "" : "; ") + resultText(e, *answer.results);
            return out;
        } catch (const sdk::ExtensionException &e) {
            return std::string(e.typeName()) + ": " + e.what();
        }
    }
    void close() { m_connector->closeExportConnection(CloseReason::Normal); }
    /// The directory as an import of everything shows it: "cn=u1{1} title(A)", sorted by creation.
    std::string content()
    {
        m_connector->openImportConnection(m_parameters, m_connector->schema(m_parameters), {});
        std::string out;
        for (bool more = true; more;) {
            const auto page = m_connector->getImportEntries({});
            more = page.moreToImport;
            for (const auto &e : page.entries)
                out += (out.empty() ? "" : "; ") + contentText(e);
        }
        m_connector->closeImportConnection(CloseReason::Normal, {});
        return out;
    }
    MemoryConnector &connector() { return *m_connector; }

private:
    void open(std::int32_t batchSize)
    {
        ExportRunStep step;
        step.batchSize = batchSize;
        m_connector->openExportConnection(m_parameters, m_connector->schema(m_parameters), step);
    }
    MemoryConnector m_own;
    MemoryConnector *m_connector = &m_own;
    ConfigParameters m_parameters;
};

} // namespace anchorage::memory::test
