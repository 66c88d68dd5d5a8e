#include "core/model/enums.h"

#include "core/model/export_error.h"

#include <span>

namespace anchorage {

namespace {

template <typename Enum> struct Named {
    Enum value;
    std::string_view name;
};

constexpr Named<ObjectModificationType> objectModifications[]{{ObjectModificationType::Unconfigured, "Unconfigured"},
                                                              {ObjectModificationType::None, "None"},
                                                              {ObjectModificationType::Add, "Add"},
                                                              {ObjectModificationType::Replace, "Replace"},
                                                              {ObjectModificationType::Update, "Update"},
                                                              {ObjectModificationType::Delete, "Delete"}};
constexpr Named<AttributeModificationType> attributeModifications[]{{AttributeModificationType::Unconfigured, "Unconfigured"},
                                                                    {AttributeModificationType::Add, "Add"},
                                                                    {AttributeModificationType::Replace, "Replace"},
                                                                    {AttributeModificationType::Update, "Update"},
                                                                    {AttributeModificationType::Delete, "Delete"}};
constexpr Named<ValueModificationType> valueModifications[]{{ValueModificationType::Unconfigured, "Unconfigured"},
                                                            {ValueModificationType::Add, "Add"},
                                                            {ValueModificationType::Delete, "Delete"}};
constexpr Named<AttributeType> attributeTypes[]{{AttributeType::String, "String"},       {AttributeType::Integer, "Integer"},
                                                {AttributeType::Reference, "Reference"}, {AttributeType::Binary, "Binary"},
                                                {AttributeType::Boolean, "Boolean"},     {AttributeType::Undefined, "Undefined"}};
constexpr Named<AttributeOperation> attributeOperations[]{{AttributeOperation::ImportExport, "ImportExport"},
                                                          {AttributeOperation::ExportOnly, "ExportOnly"},
                                                          {AttributeOperation::ImportOnly, "ImportOnly"}};
constexpr Named<OperationType> operationTypes[]{
    {OperationType::Full, "Full"}, {OperationType::FullObject, "FullObject"}, {OperationType::Delta, "Delta"}};
constexpr Named<CloseReason> closeReasons[]{{CloseReason::Normal, "Normal"},
                                            {CloseReason::TerminatedByUser, "TerminatedByUser"},
                                            {CloseReason::TerminatedShuttingDown, "TerminatedShuttingDown"},
                                            {CloseReason::OpenConnectionFailure, "OpenConnectionFailure"},
                                            {CloseReason::Unknown, "Unknown"}};
constexpr Named<MAExportType> exportTypes[]{
    {MAExportType::AttributeUpdate, "AttributeUpdate"},
    {MAExportType::AttributeReplace, "AttributeReplace"},
    {MAExportType::ObjectReplace, "ObjectReplace"},
    {MAExportType::MultivaluedReferenceAttributeUpdate, "MultivaluedReferenceAttributeUpdate"}};
constexpr Named<MAObjectConfirmation> objectConfirmations[]{
    {MAObjectConfirmation::Normal, "Normal"},
    {MAObjectConfirmation::NoDeleteConfirmation, "NoDeleteConfirmation"},
    {MAObjectConfirmation::NoAddAndDeleteConfirmation, "NoAddAndDeleteConfirmation"}};
constexpr Named<MADistinguishedNameStyle> nameStyles[]{{MADistinguishedNameStyle::None, "None"},
                                                       {MADistinguishedNameStyle::Generic, "Generic"},
                                                       {MADistinguishedNameStyle::Ldap, "Ldap"}};
constexpr Named<ConfigParameterPage> parameterPages[]{
    {ConfigParameterPage::Connectivity, "Connectivity"}, {ConfigParameterPage::Global, "Global"},
    {ConfigParameterPage::RunStep, "RunStep"},           {ConfigParameterPage::Partition, "Partition"},
    {ConfigParameterPage::Capabilities, "Capabilities"}, {ConfigParameterPage::Schema, "Schema"}};
constexpr Named<ConfigParameterType> parameterTypes[]{
    {ConfigParameterType::String, "String"},     {ConfigParameterType::EncryptedString, "EncryptedString"},
    {ConfigParameterType::Label, "Label"},       {ConfigParameterType::Text, "Text"},
    {ConfigParameterType::DropDown, "DropDown"}, {ConfigParameterType::CheckBox, "CheckBox"},
    {ConfigParameterType::Divider, "Divider"},   {ConfigParameterType::File, "File"}};
constexpr Named<ParameterValidationResultCode> validationCodes[]{{ParameterValidationResultCode::Success, "Success"},
                                                                 {ParameterValidationResultCode::Failure, "Failure"}};
constexpr Named<ConnectionSecurityLevel> securityLevels[]{{ConnectionSecurityLevel::NotSecure, "NotSecure"},
                                                          {ConnectionSecurityLevel::Secure, "Secure"}};

constexpr char lower(char c)
{
    return 'A' <= c && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool sameName(std::string_view a, std::string_view b)
{
    if (a.size() != b.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (lower(a[i]) != lower(b[i]))
            return false;
    return true;
}

template <typename Enum, std::size_t N> std::string_view nameIn(const Named<Enum> (&table)[N], Enum value)
{
    for (const auto &row : table)
        if (row.value == value)
            return row.name;
    return "?"; // only a value that was cast from a foreign number gets here
}

template <typename Enum, std::size_t N> std::optional<Enum> valueIn(const Named<Enum> (&table)[N], std::string_view text)
{
    for (const auto &row : table)
        if (sameName(row.name, text))
            return row.value;
    return std::nullopt;
}

} // namespace

#define ANCHORAGE_ENUM_NAMES(Enum, table)                                                                                        \
    std::string_view name(Enum value)                                                                                            \
    {                                                                                                                            \
        return nameIn(table, value);                                                                                             \
    }                                                                                                                            \
    template <> std::optional<Enum> fromName<Enum>(std::string_view text)                                                        \
    {                                                                                                                            \
        return valueIn(table, text);                                                                                             \
    }

ANCHORAGE_ENUM_NAMES(ObjectModificationType, objectModifications)
ANCHORAGE_ENUM_NAMES(AttributeModificationType, attributeModifications)
ANCHORAGE_ENUM_NAMES(ValueModificationType, valueModifications)
ANCHORAGE_ENUM_NAMES(AttributeType, attributeTypes)
ANCHORAGE_ENUM_NAMES(AttributeOperation, attributeOperations)
ANCHORAGE_ENUM_NAMES(OperationType, operationTypes)
ANCHORAGE_ENUM_NAMES(CloseReason, closeReasons)
ANCHORAGE_ENUM_NAMES(MAExportType, exportTypes)
ANCHORAGE_ENUM_NAMES(MAObjectConfirmation, objectConfirmations)
ANCHORAGE_ENUM_NAMES(MADistinguishedNameStyle, nameStyles)
ANCHORAGE_ENUM_NAMES(ConfigParameterPage, parameterPages)
ANCHORAGE_ENUM_NAMES(ConfigParameterType, parameterTypes)
ANCHORAGE_ENUM_NAMES(ParameterValidationResultCode, validationCodes)
ANCHORAGE_ENUM_NAMES(ConnectionSecurityLevel, securityLevels)

#undef ANCHORAGE_ENUM_NAMES

template <> std::optional<MAExportError> fromName<MAExportError>(std::string_view text)
{
    for (std::size_t number = 0; number < exportErrorCount; ++number)
        if (sameName(name(static_cast<MAExportError>(number)), text))
            return static_cast<MAExportError>(number);
    return std::nullopt;
}

} // namespace anchorage
