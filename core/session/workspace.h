// A project with what its files hold, and from there to the setup of a run. Both front ends go this way:
//   load or make a Project -> Workspace::open -> inspect where needed -> prepare(step) -> Run or plan().
#pragma once

#include "core/base/result.h"
#include "core/formats/ma_configuration.h"
#include "core/model/finding.h"
#include "core/project/project.h"
#include "core/session/inspection.h"
#include "core/session/run_setup.h"
#include "core/session/secrets.h"
#include "core/space/space.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace anchorage::session {

class Workspace {
public:
    /// Reads MA configuration and schema file; starts nothing, resolves no secret. Errors are the readers'.
    static Result<Workspace> open(project::Project project);

    const project::Project &project() const { return m_project; }
    const std::optional<formats::MaConfiguration> &maConfiguration() const { return m_maConfiguration; }
    const Findings &findings() const { return m_findings; } ///< what reading noticed

    /// Steps by name; a project without steps has one delta export. Error Usage names those there are.
    std::vector<project::Step> steps() const;
    Result<project::Step> step(const std::string &name) const; ///< empty: the first

    /// Something a run or plan needs is known to the connector only.
    bool needsConnector() const;
    /// Error Usage when no connector is named; else as locateConnector().
    Result<connector::ConnectorLocation> connector() const;
    /// What to ask it: no hierarchy, and partitions only where nothing selects some.
    Result<InspectRequest> inspectRequest() const;

    /// From the first of project, files and inspection that knows it. Error Input or Usage: nobody does.
    Result<Schema> schema(const Inspection *inspection) const;
    Result<MACapabilities> capabilities(const Inspection *inspection) const;
    AnchorDefinitions anchors() const;
    Selection selection() const;

    /// The project's objects, read with this schema: files in order, then inline ones. Checked against the
    /// schema: a value or name that does not fit is an Error Input with file, line and entry.
    Result<space::Space> space(const Inspection *inspection);

    /// `start` in place of the project's space (--space, or what the last run left).
    Result<RunSetup> prepare(const project::Step &step, const Inspection *inspection, std::optional<space::Space> start = {});

private:
    explicit Workspace(project::Project project) : m_project(std::move(project)) { }
    bool wantsPartitions() const; ///< no partition is selected: the connector's own decide

    project::Project m_project;
    std::optional<formats::MaConfiguration> m_maConfiguration;
    std::optional<Schema> m_schemaFile;
    Findings m_findings;
};

/// The space a journal's run left, or that of a file (space-3). `schema` may be null.
Result<space::Space> startSpace(const std::string &path, const Schema *schema, MADistinguishedNameStyle style);
/// Canonical JSON. Error Io.
Result<void> saveSpace(const space::Space &space, const Schema *schema, const std::string &path);

} // namespace anchorage::session
