// A connector with as little as the engine allows: an export triple, and one page of parameters. It has no
// capabilities interface, and reads a parameter that it never declared.
#include "connectors/sdk/entry.h"

#include <utility>

namespace anchorage::test {

class Plain : public sdk::Connector, public sdk::GetParameters, public sdk::GetSchema, public sdk::CallExport {
public:
    std::string name() const override { return "plain"; }
    std::string version() const override { return "1"; }
    sdk::GetParameters *getParameters() override { return this; }
    sdk::GetSchema *getSchema() override { return this; }
    sdk::CallExport *callExport() override { return this; }

    std::vector<ConfigParameterDefinition> configParameters(const ConfigParameters & /*soFar*/, ConfigParameterPage page) override
    {
        ConfigParameterDefinition server;
        server.name = "server";
        server.page = page;
        return page == ConfigParameterPage::Connectivity ? std::vector{server} : std::vector<ConfigParameterDefinition>();
    }
    ParameterValidationResult validateConfigParameters(const ConfigParameters & /*all*/, ConfigParameterPage /*page*/) override
    {
        return {};
    }
    Schema schema(const ConfigParameters & /*all*/) override
    {
        SchemaType user;
        user.name = "user";
        SchemaAttribute id;
        id.name = "id";
        id.anchor = true;
        SchemaAttribute mail;
        mail.name = "mail";
        user.attributes = {id, mail};
        Schema schema;
        schema.types = {user};
        return schema;
    }
    void openExportConnection(const ConfigParameters &parameters, const Schema & /*types*/,
                              const ExportRunStep & /*step*/) override
    {
        for (const auto &parameter : parameters)
            log("info",
                parameter.name + " is " + (parameter.isEncrypted() ? "a secret" : std::get<std::string>(parameter.value)));
    }
    PutExportEntriesResults putExportEntries(const std::vector<CsEntryChange> & /*entries*/) override { return {}; }
    void closeExportConnection(CloseReason /*reason*/) override { }
};

} // namespace anchorage::test

ANCHORAGE_CONNECTOR(anchorage::test::Plain)
