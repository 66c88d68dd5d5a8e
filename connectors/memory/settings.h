// The parameters of the memory connector as values. Every capability is one of them, so that every
// path of the engine can be shown; resources/docs/connector-memory.md lists them all.
#pragma once

#include "core/base/result.h"
#include "core/model/capabilities.h"
#include "core/model/config_parameter.h"
#include "core/model/partition.h"
#include "core/model/schema.h"

#include <cstdint>
#include <string>
#include <vector>

namespace anchorage::memory {

/// What makes the run fail. Shapes: for recorded batches, whose order and repetition are the file's (space-2).
enum class Enforce : std::uint8_t { Strict, Shapes, Off };
/// How the anchor of a new object is made. Given: it comes with the Add, as an attribute.
enum class AnchorKind : std::uint8_t { Counter, Guid, Dn, Given };
/// The type anchors are answered in: the schema's own, or another one (anchor-7).
enum class AnchorAs : std::uint8_t { Schema, String, Integer };
enum class MissingObject : std::uint8_t { Refuse, ConvertToAdd, Accept };
enum class MissingParent : std::uint8_t { Refuse, Provision, Ignore };
enum class MissingReference : std::uint8_t { Refuse, Retry, Accept };
/// What the target makes of a value that it is said to have taken (scenario 10).
enum class Alteration : std::uint8_t { Drop, LowerCase, UpperCase };

struct Settings {
    MACapabilities capabilities;
    std::int32_t exportDefaultPageSize = 100;
    std::int32_t exportMaxPageSize = 9999;
    std::int32_t importDefaultPageSize = 100;
    std::int32_t importMaxPageSize = 9999;

    Schema schema;
    std::vector<Partition> partitions;

    Enforce enforce = Enforce::Strict;
    bool replaceInUpdate = true; ///< AttributeUpdate: an attribute Replace is taken where the old value is unknown (shape-1)

    AnchorKind anchorKind = AnchorKind::Counter;
    AnchorAs anchorAs = AnchorAs::Schema;
    std::string anchorAttribute; ///< for types whose schema names none; empty: no anchor is made for these

    MissingObject missingObject = MissingObject::Refuse;
    MissingParent missingParent = MissingParent::Refuse;
    MissingReference missingReference = MissingReference::Refuse;
    std::int32_t minimumPasswordLength = 0;
    std::vector<std::pair<std::string, Alteration>> alterations; ///< by attribute

    Secret bindPassword;
    std::string bindPasswordFile; ///< holds the password that Open has to come with; empty: none is asked for

    std::string store; ///< file that the directory lives in; empty: it ends with the process
    bool storeAfterPut = false;
    std::string seed; ///< JSON text of the objects a new directory starts with
    std::string answers; ///< JSON text of the scripted answers
    std::string log; ///< file for what was handed over

    /// Inline JSON and file parameters are read here, so an error names the parameter (where.entry).
    static Result<Settings> parse(const ConfigParameters &parameters);
};

/// Parameters of a page, in the order they are shown.
std::vector<ConfigParameterDefinition> parameterDefinitions(ConfigParameterPage page);
/// The page's parameters only: on an early page the later ones are not known yet.
ParameterValidationResult validateParameters(const ConfigParameters &parameters, ConfigParameterPage page);

/// The fixture of the project's scenarios: user, group and organizationalUnit with the anchor "id".
Schema defaultSchema(AnchorKind anchorKind, MADistinguishedNameStyle style);

} // namespace anchorage::memory
