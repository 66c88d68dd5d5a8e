// Everything a document is made of, as values: read in a worker, then taken over at once.
#pragma once

#include "app/desktop/controller/task.h"
#include "core/base/result.h"
#include "core/formats/ma_configuration.h"
#include "core/model/capabilities.h"
#include "core/model/finding.h"
#include "core/model/schema.h"
#include "core/project/project.h"
#include "core/session/inspection.h"
#include "core/session/secrets.h"
#include "core/space/space.h"

#include <memory>
#include <optional>
#include <vector>

namespace anchorage::desktop {

struct Contents {
    project::Project project;
    std::optional<formats::MaConfiguration> maConfiguration; ///< of the project's schema source
    std::shared_ptr<const session::Inspection> inspection; ///< null: the connector was not asked
    Schema schema;
    MACapabilities capabilities;
    std::vector<project::Step> steps; ///< never empty
    AnchorDefinitions anchors;
    Findings findings; ///< what reading noticed
    std::optional<Error> incomplete; ///< why schema or capabilities are not known yet
    space::Space space;
};

struct ContentsRequest {
    project::Project project;
    /// What is known already; null: the connector is asked where the project needs it, or `ask` says so.
    std::shared_ptr<const session::Inspection> inspection;
    bool ask = false;
    bool wantPlaces = false; ///< partitions and hierarchy too
    std::optional<space::Space> space; ///< in place of the project's own: edits are kept
};

/// For a worker. `secrets` may ask a person. Errors are those of the readers; a connector that cannot be
/// asked is no error of the project: `incomplete` says it.
Result<Contents> openContents(const ContentsRequest &request, session::Secrets &secrets, TaskControl &control);

} // namespace anchorage::desktop
