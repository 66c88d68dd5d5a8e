// A project: all that a run is made of, in one file that two people can compare (`.anchorage`, JSON;
// resources/schemas/anchorage-project.schema.json, resources/docs/project-file.md). Secrets are
// references. Relative paths count from the project's file.
#pragma once

#include "core/base/result.h"
#include "core/formats/csv_options.h"
#include "core/model/capabilities.h"
#include "core/model/enums.h"
#include "core/model/partition.h"
#include "core/model/run_settings.h"
#include "core/model/schema.h"
#include "core/model/secret.h"
#include "core/model/selection.h"
#include "core/project/expectation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace anchorage::project {

/// Where the connector is: exactly one of path, name and command; all empty: none (a plan needs none).
struct Connector {
    std::string path; ///< plugin or assembly
    std::string name; ///< of the catalogue: "memory", "sql"
    std::string command; ///< a program that speaks the wire, with its arguments
    std::vector<std::string> arguments;
    std::string workingDirectory; ///< empty: the connector's folder
    std::vector<std::pair<std::string, std::string>> options; ///< of the host, for `initialize`
    bool operator==(const Connector &) const = default;

    bool empty() const { return path.empty() && name.empty() && command.empty(); }
};

/// A file that a parameter names: made absolute on the way to the connector.
struct FilePath {
    std::string path;
    bool operator==(const FilePath &) const = default;
};
struct Parameter {
    std::string name;
    /// Text may hold `${env:NAME}`. Check boxes are "1" and "0".
    std::variant<std::string, FilePath, SecretReference> value;
    bool operator==(const Parameter &) const = default;
};

namespace schema_source {
struct Connector { ///< asked for in a process of its own
    bool operator==(const Connector &) const = default;
};
struct File {
    std::string path;
    std::string format; ///< empty: recognised
    bool operator==(const File &) const = default;
};
/// Schema, anchors, selection, containers, capabilities, page sizes and parameters of a management
/// agent configuration; what the project itself says of these wins.
struct MaConfiguration {
    std::string path;
    bool operator==(const MaConfiguration &) const = default;
};
struct Inline {
    Schema schema;
    bool operator==(const Inline &) const = default;
};
} // namespace schema_source
using SchemaSource =
    std::variant<schema_source::Connector, schema_source::File, schema_source::MaConfiguration, schema_source::Inline>;

/// One export run.
struct Step {
    std::string name;
    std::optional<OperationType> exportType; ///< Delta or Full; absent: the MA configuration's, else Delta
    std::int32_t pageSize = 0; ///< 0: the MA configuration's or the connector's default (page-1)
    std::string partition; ///< DN; empty: the only one, or the first of the scope
    Expectations expectations; ///< of this step's run; empty: the project's
    bool operator==(const Step &) const = default;
};

/// A file of objects or changes, in any format of core/formats. Later files are laid over earlier ones.
struct SpaceFile {
    std::string path;
    std::string format; ///< empty: recognised
    std::string type; ///< for entries that do not say theirs (space-2)
    formats::CsvOptions csv; ///< for a CSV file
    bool operator==(const SpaceFile &) const = default;
};
struct SpaceSource {
    std::vector<SpaceFile> files;
    /// Inline, after the files: each one object in the form of core/space/space_json.h, as compact JSON.
    std::vector<std::string> objects;
    bool operator==(const SpaceSource &) const = default;
};

struct Project {
    std::string file; ///< absolute path; empty: not from a file. Not in the file
    std::string jsonSchema; ///< "$schema", for editors, as it stood
    std::string description; ///< for people
    Connector connector;
    std::vector<Parameter> parameters;
    SchemaSource schema;
    std::optional<MACapabilities> capabilities; ///< absent: the MA configuration's or the connector's
    AnchorDefinitions anchors;
    std::optional<Selection> selection; ///< absent: the MA configuration's, else everything
    std::optional<Scope> scope; ///< absent: the MA configuration's, else everything
    std::vector<Step> steps; ///< empty: the MA configuration's export steps, else one delta export
    /// Run settings by their names, in the file's order; checked when read. Page size and export type
    /// are the step's.
    std::vector<std::pair<std::string, std::string>> settings;
    SpaceSource space;
    Expectations expectations; ///< of the run of each step that has none of its own
    bool operator==(const Project &) const = default;

    /// An absolute path for one that counts from the project's file.
    std::string resolve(std::string_view path) const;
    RunSettings runSettings() const;
    /// Keeps those that differ from the defaults, and those that were there before.
    void setRunSettings(const RunSettings &settings);
    const Parameter *findParameter(std::string_view name) const;
};

/// Errors: NotFound and Io; Input with the file and the member's path: malformed JSON (with its line), an
/// unknown member (and the nearest known one), a wrong type, a secret in clear (which is not repeated).
Result<Project> load(const std::string &path);
/// The same from a text; `file` stands in errors and is what relative paths count from.
Result<Project> read(std::string_view json, const std::string &file);
/// Always the same text for the same project: members in a fixed order, those that say nothing left out.
std::string write(const Project &project);
/// Replaces the file in one step. Error Io.
Result<void> save(const Project &project, const std::string &path);

} // namespace anchorage::project
