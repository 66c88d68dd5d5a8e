// Exports users into a folder: one text file a user, named by its anchor.
#include "connectors/sdk/entry.h"

#include <filesystem>
#include <fstream>

using namespace anchorage;

class Notes : public sdk::Connector,
              public sdk::GetCapabilities,
              public sdk::GetParameters,
              public sdk::GetSchema,
              public sdk::CallExport {
public:
    std::string name() const override { return "notes"; }
    std::string version() const override { return "1.0"; }

    // What is implemented; everything else stays null and is never called.
    sdk::GetCapabilities *getCapabilities() override { return this; }
    sdk::GetParameters *getParameters() override { return this; }
    sdk::GetSchema *getSchema() override { return this; }
    sdk::CallExport *callExport() override { return this; }

    MACapabilities capabilities(const ConfigParameters &) override
    {
        MACapabilities capabilities;
        capabilities.exportType = MAExportType::AttributeReplace;
        capabilities.supportImport = false;
        return capabilities;
    }

    std::vector<ConfigParameterDefinition> configParameters(const ConfigParameters &, ConfigParameterPage page) override
    {
        if (page != ConfigParameterPage::Connectivity)
            return {};
        ConfigParameterDefinition folder;
        folder.name = "folder";
        return {folder};
    }

    ParameterValidationResult validateConfigParameters(const ConfigParameters &parameters, ConfigParameterPage page) override
    {
        if (page == ConfigParameterPage::Connectivity && !std::filesystem::is_directory(folderOf(parameters)))
            return {ParameterValidationResultCode::Failure, "there is no such folder", "folder"};
        return {};
    }

    Schema schema(const ConfigParameters &) override
    {
        SchemaAttribute id;
        id.name = "id";
        id.anchor = true;
        SchemaAttribute mail;
        mail.name = "mail";
        return {{{"user", false, {id, mail}, {}}}};
    }

    void openExportConnection(const ConfigParameters &parameters, const Schema &, const ExportRunStep &) override
    {
        m_folder = folderOf(parameters);
        if (!std::filesystem::is_directory(m_folder))
            throw sdk::ServerDownException("there is no folder " + m_folder.string()); // ends the run: stopped-server-down
    }

    PutExportEntriesResults putExportEntries(const std::vector<CsEntryChange> &entries) override
    {
        PutExportEntriesResults answer;
        for (const auto &entry : entries)
            answer.results->push_back(put(entry));
        return answer;
    }

    void closeExportConnection(CloseReason) override { m_folder.clear(); }

private:
    static std::filesystem::path folderOf(const ConfigParameters &parameters)
    {
        const auto *folder = findParameter(parameters, "folder");
        return folder != nullptr ? std::get<std::string>(folder->value) : std::string();
    }

    CsEntryChangeResult put(const CsEntryChange &entry)
    {
        if (entry.modification == ObjectModificationType::Add) {
            const auto id = entry.identifier.text();
            write(id, entry);
            // The target made the anchor: the engine learns it from the answer.
            return CsEntryChangeResult::create(entry.identifier, {AttributeChange::add("id", {id}, AttributeType::String, false)},
                                               MAExportError::Success);
        }
        const auto id = std::get<std::string>(entry.anchors.front().value.value());
        if (!std::filesystem::exists(m_folder / id))
            return CsEntryChangeResult::create(entry.identifier, {}, MAExportError::ExportErrorConnectedDirectoryMissingObject);
        if (entry.modification == ObjectModificationType::Delete)
            std::filesystem::remove(m_folder / id);
        else
            write(id, entry);
        return CsEntryChangeResult::create(entry.identifier, {}, MAExportError::Success);
    }

    void write(const std::string &id, const CsEntryChange &entry)
    {
        std::ofstream file(m_folder / id);
        for (const auto &change : entry.changes)
            for (const auto &value : change.values)
                file << change.name << ": " << toText(value.value) << '\n';
        log("debug", "wrote " + id);
    }

    std::filesystem::path m_folder;
};

ANCHORAGE_CONNECTOR(Notes)
