#include "app/host/calls.h"

#include <utility>

namespace anchorage::host {

namespace {

using namespace wire;

sdk::PasswordTarget asTarget(const request::PasswordTarget &target)
{
    return {target.dn, target.objectType, target.anchors};
}

struct Caller {
    sdk::Connector &connector;
    const ConfigParameters &parameters;

    /// NotImplemented where the interface is null, else what `make` gives; nothing means Done.
    template <typename Interface, typename Asked, typename Make>
    Answer through(Interface *interface, const Asked &asked, Make make) const
    {
        if (interface == nullptr)
            return answer::NotImplemented{std::string(methodOf(asked))};
        if constexpr (std::is_void_v<decltype(make(*interface))>) {
            make(*interface);
            return answer::Done{};
        } else {
            return make(*interface);
        }
    }

    Answer operator()(const request::GetCapabilities &r) const
    {
        return through(connector.getCapabilities(), r, [&](auto &i) { return answer::Capabilities{i.capabilities(parameters)}; });
    }
    Answer operator()(const request::GetConfigParameters &r) const
    {
        return through(connector.getParameters(), r,
                       [&](auto &i) { return answer::ConfigParameterDefinitions{i.configParameters(parameters, r.page)}; });
    }
    Answer operator()(const request::ValidateConfigParameters &r) const
    {
        return through(connector.getParameters(), r,
                       [&](auto &i) { return answer::Validated{i.validateConfigParameters(parameters, r.page)}; });
    }
    Answer operator()(const request::GetSchema &r) const
    {
        return through(connector.getSchema(), r, [&](auto &i) { return answer::SchemaAnswer{i.schema(parameters)}; });
    }
    Answer operator()(const request::GetPartitions &r) const
    {
        return through(connector.getPartitions(), r, [&](auto &i) { return answer::Partitions{i.partitions(parameters)}; });
    }
    Answer operator()(const request::GetHierarchy &r) const
    {
        return through(connector.getHierarchy(), r,
                       [&](auto &i) { return answer::Hierarchy{i.hierarchy(parameters, r.parent)}; });
    }
    Answer operator()(const request::OpenExportConnection &r) const
    {
        return through(connector.callExport(), r, [&](auto &i) { i.openExportConnection(parameters, r.schema, r.step); });
    }
    Answer operator()(const request::PutExportEntries &r) const
    {
        return through(connector.callExport(), r, [&](auto &i) { return answer::Put{i.putExportEntries(r.entries)}; });
    }
    Answer operator()(const request::CloseExportConnection &r) const
    {
        return through(connector.callExport(), r, [&](auto &i) { i.closeExportConnection(r.reason); });
    }
    Answer operator()(const request::OpenImportConnection &r) const
    {
        return through(connector.callImport(), r,
                       [&](auto &i) { return answer::ImportOpened{i.openImportConnection(parameters, r.schema, r.step)}; });
    }
    Answer operator()(const request::GetImportEntries &r) const
    {
        return through(connector.callImport(), r, [&](auto &i) {
            auto page = i.getImportEntries(r.customData);
            return answer::ImportEntries{std::move(page.entries), page.moreToImport, std::move(page.customData)};
        });
    }
    Answer operator()(const request::CloseImportConnection &r) const
    {
        return through(connector.callImport(), r,
                       [&](auto &i) { return answer::ImportClosed{i.closeImportConnection(r.reason, r.customData)}; });
    }
    Answer operator()(const request::OpenPasswordConnection &r) const
    {
        return through(connector.callPassword(), r, [&](auto &i) { i.openPasswordConnection(parameters, r.partition); });
    }
    Answer operator()(const request::GetConnectionSecurityLevel &r) const
    {
        return through(connector.callPassword(), r, [](auto &i) { return answer::SecurityLevel{i.connectionSecurityLevel()}; });
    }
    Answer operator()(const request::SetPassword &r) const
    {
        return through(connector.callPassword(), r,
                       [&](auto &i) { i.setPassword(asTarget(r.target), r.newPassword, r.options); });
    }
    Answer operator()(const request::ChangePassword &r) const
    {
        return through(connector.callPassword(), r,
                       [&](auto &i) { i.changePassword(asTarget(r.target), r.oldPassword, r.newPassword); });
    }
    Answer operator()(const request::ClosePasswordConnection &r) const
    {
        return through(connector.callPassword(), r, [](auto &i) { i.closePasswordConnection(); });
    }
    // The host's own: they never come here.
    Answer operator()(const request::Initialize &r) const { return answer::NotImplemented{std::string(methodOf(r))}; }
    Answer operator()(const request::Configure &r) const { return answer::NotImplemented{std::string(methodOf(r))}; }
    Answer operator()(const request::Shutdown &r) const { return answer::NotImplemented{std::string(methodOf(r))}; }
};

} // namespace

wire::Answer call(sdk::Connector &connector, const ConfigParameters &parameters, const wire::Request &request)
{
    return std::visit(Caller{connector, parameters}, request);
}

} // namespace anchorage::host
