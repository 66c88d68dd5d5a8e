// Accepts everything and does nothing: what is left is the wire.
#include "connectors/sdk/entry.h"

using namespace anchorage;

class NullConnector : public sdk::Connector, public sdk::CallExport {
public:
    std::string name() const override { return "null"; }
    std::string version() const override { return "1"; }
    sdk::CallExport *callExport() override { return this; }

    void openExportConnection(const ConfigParameters &, const Schema &, const ExportRunStep &) override { }
    PutExportEntriesResults putExportEntries(const std::vector<CsEntryChange> &entries) override
    {
        PutExportEntriesResults answer;
        answer.results->reserve(entries.size());
        for (const auto &entry : entries)
            answer.results->push_back(CsEntryChangeResult::create(entry.identifier, {}, MAExportError::Success));
        return answer;
    }
    void closeExportConnection(CloseReason) override { }
};

ANCHORAGE_CONNECTOR(NullConnector)
