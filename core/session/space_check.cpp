#include "core/session/space_check.h"

#include "core/model/distinguished_name.h"
#include "core/model/validation.h"

#include <utility>

namespace anchorage::session {

namespace {

ObjectModificationType modificationOf(space::PendingOperation operation)
{
    switch (operation) {
    case space::PendingOperation::Add:
    case space::PendingOperation::DeleteAdd:
        return ObjectModificationType::Add;
    case space::PendingOperation::Delete:
        return ObjectModificationType::Delete;
    case space::PendingOperation::Update:
    case space::PendingOperation::None:
        break;
    }
    return ObjectModificationType::Update;
}

class Checker {
public:
    Checker(const space::Space &space, const Schema &schema, std::size_t most)
        : m_space(space), m_schema(schema), m_most(most) { }

    SpaceCheck run()
    {
        std::vector<bool> isRecorded(m_space.size());
        for (const auto entry : m_space.recorded()) {
            if (entry.object < isRecorded.size())
                isRecorded[entry.object] = true;
            m_origin = m_space.object(entry.object).origin;
            check({entry.entry.dn, entry.entry.objectType, entry.entry.modification, entry.entry.changes});
        }
        for (space::ObjectIndex index = 0; index < m_space.size(); ++index) {
            if (!m_space.exists(index) || isRecorded[index] || m_space.pendingOperation(index) == space::PendingOperation::None)
                continue;
            const auto object = m_space.object(index);
            m_origin = object.origin;
            // A temporary DN is a GUID and no name.
            check({object.temporaryDn ? std::string_view() : std::string_view(object.dn), object.type,
                   modificationOf(object.pending.operation), object.pending.changes});
        }
        return std::move(m_check);
    }

private:
    void check(const ChangeToValidate &change)
    {
        for (auto &finding : validate(change, m_schema, m_space.style()))
            note(std::move(finding));
        for (const auto &attribute : change.changes)
            for (const auto &value : attribute.values) {
                if (const auto *secret = std::get_if<std::string>(&value.value); secret != nullptr && attribute.encrypted)
                    m_check.secretReferences.insert(*secret);
                if (const auto *reference = std::get_if<Reference>(&value.value);
                    reference != nullptr && value.modification != ValueModificationType::Delete && !m_space.find(reference->dn))
                    note({"unknown-reference", Severity::Note, std::string(change.dn), attribute.name,
                          "refers to " + reference->dn + ", which is not in the space", "engine.md hold-5"});
            }
    }

    void note(Finding finding)
    {
        ++(finding.severity == Severity::Error         ? m_check.errors
               : finding.severity == Severity::Warning ? m_check.warnings
                                                       : m_check.notes);
        if (m_check.findings.size() < m_most)
            m_check.findings.push_back({std::move(finding), m_origin});
        else
            ++m_check.more;
    }

    const space::Space &m_space;
    const Schema &m_schema;
    std::size_t m_most;
    std::string m_origin;
    SpaceCheck m_check;
};

} // namespace

SpaceCheck checkSpace(const space::Space &space, const Schema &schema, std::size_t most)
{
    return Checker(space, schema, most).run();
}

} // namespace anchorage::session
