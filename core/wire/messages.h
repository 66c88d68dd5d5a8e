// The wire's messages as values (wire.md): JSON-RPC 2.0, UTF-8, one message a line.
#pragma once

#include "core/base/result.h"
#include "core/model/capabilities.h"
#include "core/model/config_parameter.h"
#include "core/model/connector_description.h"
#include "core/model/csentry_change.h"
#include "core/model/exception.h"
#include "core/model/partition.h"
#include "core/model/schema.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace anchorage::wire {

inline constexpr std::string_view magic = "anchorage-wire";
inline constexpr int protocolMin = 1;
inline constexpr int protocolMax = 1;

using RequestId = std::int64_t;

/// JSON-RPC error codes: an exception of the connector (with `data.exception`), and the standard one
/// for a method that it does not have.
inline constexpr int exceptionCode = -32000;
inline constexpr int methodNotFoundCode = -32601;

/// Types of the exception with which a host answers `initialize` when it cannot load the connector:
/// it or something it needs is not there; it is something else, or for another ABI or version.
inline constexpr std::string_view notFoundType = "anchorage.NotFound";
inline constexpr std::string_view unsupportedType = "anchorage.Unsupported";

// --- bench -> connector -------------------------------------------------------------------------
namespace request {
struct Initialize {
    std::string magic{wire::magic};
    int protocolMin = wire::protocolMin;
    int protocolMax = wire::protocolMax;
    std::string benchVersion;
    std::vector<std::pair<std::string, std::string>> options; ///< host options: "maFolder", "config", "culture", …
    bool operator==(const Initialize &) const = default;
};
/// The parameters of the run or inspection; they go with `initialize`'s answer known and before any
/// other call. Hosts keep them and pass them to every interface call that takes parameters.
struct Configure {
    ConfigParameters parameters;
    bool operator==(const Configure &) const = default;
};
struct GetCapabilities {
    bool operator==(const GetCapabilities &) const = default;
};
struct GetConfigParameters {
    ConfigParameterPage page = ConfigParameterPage::Connectivity;
    bool operator==(const GetConfigParameters &) const = default;
};
struct ValidateConfigParameters {
    ConfigParameterPage page = ConfigParameterPage::Connectivity;
    bool operator==(const ValidateConfigParameters &) const = default;
};
struct GetSchema {
    bool operator==(const GetSchema &) const = default;
};
struct GetPartitions {
    bool operator==(const GetPartitions &) const = default;
};
struct GetHierarchy {
    HierarchyNode parent;
    bool operator==(const GetHierarchy &) const = default;
};
struct OpenExportConnection {
    Schema schema;
    ExportRunStep step;
    bool operator==(const OpenExportConnection &) const = default;
};
struct PutExportEntries {
    std::vector<CsEntryChange> entries;
    bool operator==(const PutExportEntries &) const = default;
};
struct CloseExportConnection {
    CloseReason reason = CloseReason::Normal;
    bool operator==(const CloseExportConnection &) const = default;
};
struct OpenImportConnection {
    Schema schema;
    ImportRunStep step;
    bool operator==(const OpenImportConnection &) const = default;
};
struct GetImportEntries {
    std::string customData;
    bool operator==(const GetImportEntries &) const = default;
};
struct CloseImportConnection {
    CloseReason reason = CloseReason::Normal;
    std::string customData;
    bool operator==(const CloseImportConnection &) const = default;
};
struct OpenPasswordConnection {
    Partition partition;
    bool operator==(const OpenPasswordConnection &) const = default;
};
struct GetConnectionSecurityLevel {
    bool operator==(const GetConnectionSecurityLevel &) const = default;
};
/// The object as a password call sees it (a CSEntry in ECMA2).
struct PasswordTarget {
    std::string dn;
    std::string objectType;
    std::vector<AnchorAttribute> anchors;
    bool operator==(const PasswordTarget &) const = default;
};
struct SetPassword {
    PasswordTarget target;
    Secret newPassword;
    PasswordOptions options;
    bool operator==(const SetPassword &) const = default;
};
struct ChangePassword {
    PasswordTarget target;
    Secret oldPassword;
    Secret newPassword;
    bool operator==(const ChangePassword &) const = default;
};
struct ClosePasswordConnection {
    bool operator==(const ClosePasswordConnection &) const = default;
};
/// The host ends: answers, says goodbye and exits with 0.
struct Shutdown {
    bool operator==(const Shutdown &) const = default;
};
} // namespace request

using Request = std::variant<request::Initialize, request::Configure, request::GetCapabilities, request::GetConfigParameters,
                             request::ValidateConfigParameters, request::GetSchema, request::GetPartitions, request::GetHierarchy,
                             request::OpenExportConnection, request::PutExportEntries, request::CloseExportConnection,
                             request::OpenImportConnection, request::GetImportEntries, request::CloseImportConnection,
                             request::OpenPasswordConnection, request::GetConnectionSecurityLevel, request::SetPassword,
                             request::ChangePassword, request::ClosePasswordConnection, request::Shutdown>;

/// The JSON-RPC method name: the ECMA2 member in lower camel case ("putExportEntries").
std::string_view methodOf(const Request &request);

// --- connector -> bench -------------------------------------------------------------------------
namespace answer {
struct Initialized {
    std::string magic{wire::magic};
    int protocol = wire::protocolMax;
    ConnectorDescription connector;
    bool operator==(const Initialized &) const = default;
};
struct Done { ///< the call returned nothing
    bool operator==(const Done &) const = default;
};
struct Capabilities {
    MACapabilities capabilities;
    bool operator==(const Capabilities &) const = default;
};
struct ConfigParameterDefinitions {
    std::vector<ConfigParameterDefinition> definitions;
    bool operator==(const ConfigParameterDefinitions &) const = default;
};
struct Validated {
    ParameterValidationResult result;
    bool operator==(const Validated &) const = default;
};
struct SchemaAnswer {
    Schema schema;
    bool operator==(const SchemaAnswer &) const = default;
};
struct Partitions {
    std::vector<Partition> partitions;
    bool operator==(const Partitions &) const = default;
};
struct Hierarchy {
    std::vector<HierarchyNode> nodes;
    bool operator==(const Hierarchy &) const = default;
};
struct Put {
    PutExportEntriesResults results;
    bool operator==(const Put &) const = default;
};
struct ImportOpened {
    std::string customData;
    bool operator==(const ImportOpened &) const = default;
};
struct ImportEntries {
    std::vector<CsEntryChange> entries;
    bool moreToImport = false;
    std::string customData;
    bool operator==(const ImportEntries &) const = default;
};
struct ImportClosed {
    std::string customData;
    bool operator==(const ImportClosed &) const = default;
};
struct SecurityLevel {
    ConnectionSecurityLevel level = ConnectionSecurityLevel::NotSecure;
    bool operator==(const SecurityLevel &) const = default;
};
/// The call threw (JSON-RPC error with data.exception), or the host could not make it.
struct Threw {
    ExceptionInfo exception;
    bool operator==(const Threw &) const = default;
};
/// JSON-RPC "method not found": not implemented by this connector.
struct NotImplemented {
    std::string method;
    bool operator==(const NotImplemented &) const = default;
};
} // namespace answer

using Answer =
    std::variant<answer::Initialized, answer::Done, answer::Capabilities, answer::ConfigParameterDefinitions, answer::Validated,
                 answer::SchemaAnswer, answer::Partitions, answer::Hierarchy, answer::Put, answer::ImportOpened,
                 answer::ImportEntries, answer::ImportClosed, answer::SecurityLevel, answer::Threw, answer::NotImplemented>;

namespace notice {
struct Log {
    std::string level; ///< "debug", "info", "warning", "error", "stdout", "stderr"
    std::string text;
    bool operator==(const Log &) const = default;
};
struct Progress { ///< keeps a long call alive (watchdog)
    std::string text;
    bool operator==(const Progress &) const = default;
};
struct Goodbye { ///< the last message; a process that ends without it has crashed
    bool operator==(const Goodbye &) const = default;
};
} // namespace notice
using Notice = std::variant<notice::Log, notice::Progress, notice::Goodbye>;

/// bench -> connector, no answer: asks a running call to give up.
struct Cancel {
    bool operator==(const Cancel &) const = default;
};

// --- bytes --------------------------------------------------------------------------------------
/// Each appends one message with its line end.
void encode(std::string &out, RequestId id, const Request &request);
void encode(std::string &out, RequestId id, const Answer &answer);
void encode(std::string &out, const Notice &notice);
void encode(std::string &out, const Cancel &cancel);

/// What a bench receives. An answer's type follows from the request it belongs to, so decoding needs it.
struct IncomingAnswer {
    RequestId id = 0;
    Answer answer;
};
using FromConnector = std::variant<IncomingAnswer, Notice>;

/// What a host receives.
struct IncomingRequest {
    RequestId id = 0;
    Request request;
};
/// A method this version does not know: the host answers NotImplemented.
struct UnknownMethod {
    RequestId id = 0;
    std::string method;
};
using FromBench = std::variant<IncomingRequest, UnknownMethod, Cancel>;

} // namespace anchorage::wire
