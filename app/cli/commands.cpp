#include "app/cli/commands.h"

namespace anchorage::cli {

const std::vector<AddCommand> &allCommands()
{
    static const std::vector<AddCommand> all{addInspect, addRun,      addPlan,   addReplay,
                                             addConvert, addValidate, addReport, addRedact};
    return all;
}

} // namespace anchorage::cli
