// The field's enumerations with their numbers (ecma2.md 3.2). Numbers travel nowhere; names do.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace anchorage {

enum class ObjectModificationType : std::uint8_t { Unconfigured = 0, None = 1, Add = 2, Replace = 3, Update = 4, Delete = 5 };
enum class AttributeModificationType : std::uint8_t { Unconfigured = 0, Add = 1, Replace = 2, Update = 3, Delete = 4 };
enum class ValueModificationType : std::uint8_t { Unconfigured = 0, Add = 1, Delete = 2 };
enum class AttributeType : std::uint8_t { String = 0, Integer = 1, Reference = 2, Binary = 3, Boolean = 4, Undefined = 5 };
enum class AttributeOperation : std::uint8_t { ImportExport = 0, ExportOnly = 1, ImportOnly = 2 };
enum class OperationType : std::uint8_t { Full = 0, FullObject = 1, Delta = 2 };
enum class CloseReason : std::uint8_t {
    Normal = 0,
    TerminatedByUser = 1,
    TerminatedShuttingDown = 2,
    OpenConnectionFailure = 3,
    Unknown = 4
};
enum class MAExportType : std::uint8_t {
    AttributeUpdate = 1,
    AttributeReplace = 2,
    ObjectReplace = 3,
    MultivaluedReferenceAttributeUpdate = 5
};
enum class MAObjectConfirmation : std::uint8_t { Normal = 0, NoDeleteConfirmation = 1, NoAddAndDeleteConfirmation = 3 };
enum class MADistinguishedNameStyle : std::uint8_t { None = 0, Generic = 1, Ldap = 2 };
enum class ConfigParameterPage : std::uint8_t {
    Connectivity = 0,
    Global = 1,
    RunStep = 2,
    Partition = 3,
    Capabilities = 4,
    Schema = 5
};
enum class ConfigParameterType : std::uint8_t {
    String = 0,
    EncryptedString = 1,
    Label = 2,
    Text = 3,
    DropDown = 4,
    CheckBox = 5,
    Divider = 6,
    File = 7
};
enum class ParameterValidationResultCode : std::uint8_t { Success = 0, Failure = 1 };
enum class ConnectionSecurityLevel : std::uint8_t { NotSecure = 0, Secure = 1 };

/// Flags: how anchor values are changed before hand-over.
struct MANormalizations {
    bool uppercase = false; ///< 1
    bool removeAccents = false; ///< 2
    bool operator==(const MANormalizations &) const = default;
};

/// Flags of a password call.
struct PasswordOptions {
    bool forceChangeAtLogOn = false; ///< 1
    bool unlockAccount = false; ///< 2
    bool validatePassword = false; ///< 4
    bool operator==(const PasswordOptions &) const = default;
};

/// The member name as ECMA2 spells it ("AttributeUpdate"); for every enumeration above.
std::string_view name(ObjectModificationType);
std::string_view name(AttributeModificationType);
std::string_view name(ValueModificationType);
std::string_view name(AttributeType);
std::string_view name(AttributeOperation);
std::string_view name(OperationType);
std::string_view name(CloseReason);
std::string_view name(MAExportType);
std::string_view name(MAObjectConfirmation);
std::string_view name(MADistinguishedNameStyle);
std::string_view name(ConfigParameterPage);
std::string_view name(ConfigParameterType);
std::string_view name(ParameterValidationResultCode);
std::string_view name(ConnectionSecurityLevel);

/// The member with this name, ASCII case ignored; nothing when there is none.
/// Specialised for every enumeration above and for MAExportError.
template <typename Enum> std::optional<Enum> fromName(std::string_view text);

} // namespace anchorage
