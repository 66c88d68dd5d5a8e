// A second reading of engine.md's rules that need a memory: page sizes, repetition, held references,
// renames, delete-adds, anchors. The connector sees pages, not passes, so each rule is put in terms of
// what an earlier or a later page shows.
#pragma once

#include "connectors/memory/directory.h"
#include "connectors/memory/settings.h"
#include "connectors/memory/shape_check.h"
#include "core/model/partition.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace anchorage::memory {

/// What the engine makes of an entry's answer.
struct Fate {
    MAExportError code = MAExportError::Success;
    std::vector<AttributeChange> anchors; ///< as answered
    std::string name; ///< the object's DN afterwards; under style None its anchor
};

class RunCheck {
public:
    /// `settings` and `types` must outlive this.
    RunCheck(const Settings &settings, const Schema &types, const ExportRunStep &step);

    /// What the run step itself gets wrong.
    std::optional<Fault> stepFault() const;
    /// The first fault of a page, as one sentence that names the DN. `directory` is as it is before the page.
    std::optional<std::string> pageFault(const std::vector<CsEntryChange> &entries, const Directory &directory);
    /// After the page's entries were dealt with, for each in turn.
    void answered(const CsEntryChange &entry, const Fate &fate);

private:
    struct Past {
        EntryPast shape;
        Guid identifier;
        bool known = false; ///< first handed over as something else than an Add
        bool added = false; ///< an Add was accepted
        bool deleted = false; ///< a Delete was accepted
        bool replaced = false;
        std::optional<MAExportError> lastAnswer;
        ObjectModificationType lastModification = ObjectModificationType::None;
        std::vector<AttributeChange> anchors; ///< given in an answer of this run
        std::unordered_map<std::string, std::size_t> replacedReferences; ///< attribute -> number of values
    };

    std::string key(std::string_view dn) const { return dnKey(dn, m_style); }
    const Past &past(std::string_view dn) const;
    /// A parent that ProvisioningParent brings back, or an update that became an Add: known objects.
    bool isRepeatedAdd(const CsEntryChange &entry) const;

    std::optional<std::string> repetition(const std::vector<CsEntryChange> &entries) const;
    std::optional<Fault> strictFault(const CsEntryChange &entry, const Directory &directory);
    std::optional<Fault> nameFault(std::string_view dn, const std::string &as, const Directory &directory) const;
    std::optional<Fault> historyFault(const CsEntryChange &entry) const;
    std::optional<Fault> anchorFault(const CsEntryChange &entry) const;
    std::optional<Fault> replaceFault(const CsEntryChange &entry) const;
    std::optional<Fault> referenceFault(const CsEntryChange &entry, const Directory &directory);
    std::optional<Fault> lateFault(const CsEntryChange &entry) const;
    std::optional<Fault> firstExportFault(const std::vector<CsEntryChange> &entries) const;
    bool isFirstPass(const CsEntryChange &entry) const;
    void remember(const std::vector<CsEntryChange> &entries, const Directory &directory);

    const Settings &m_settings;
    const Schema &m_types;
    ExportRunStep m_step;
    MADistinguishedNameStyle m_style;
    std::unordered_map<std::string, Past> m_past; // by the object's present name
    std::unordered_map<std::string, std::string> m_gone; // names that were given up -> the present one
    std::unordered_set<std::string> m_ancestors; // of everything handed over in earlier pages
    std::unordered_set<std::string> m_pageAdds; // new names that the present page brings
    std::unordered_map<std::string, std::string> m_dangling; // name not there when it was referred to -> by whom
    std::string m_firstReference; // who carried the first reference values of the run
};

} // namespace anchorage::memory
