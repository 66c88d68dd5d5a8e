#include "app/desktop/controller/capability_text.h"

#include "app/desktop/text.h"

#include <QCoreApplication>

#include <utility>

namespace anchorage::desktop {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(CapabilityText)
};

QString exportTypeMeaning(MAExportType type)
{
    switch (type) {
    case MAExportType::AttributeUpdate:
        return Words::tr("Put gets changed attributes only; multi-valued ones as value adds and deletes.");
    case MAExportType::AttributeReplace:
        return Words::tr("Put gets changed attributes only, each with its full new value set.");
    case MAExportType::ObjectReplace:
        return Words::tr("Put gets the whole object each time; an attribute that is missing is cleared.");
    case MAExportType::MultivaluedReferenceAttributeUpdate:
        return Words::tr("As AttributeReplace, but multi-valued references come as value adds and deletes.");
    }
    return {};
}

QString styleMeaning(MADistinguishedNameStyle style)
{
    switch (style) {
    case MADistinguishedNameStyle::None:
        return Words::tr("Objects have no DN of their own: the anchor becomes the DN after the Add.");
    case MADistinguishedNameStyle::Generic:
        return Words::tr("DNs are opaque texts without parents.");
    case MADistinguishedNameStyle::Ldap:
        return Words::tr("DNs are LDAP names: parents, renames and containers work.");
    }
    return {};
}

QString confirmationMeaning(MAObjectConfirmation confirmation)
{
    switch (confirmation) {
    case MAObjectConfirmation::Normal:
        return Words::tr("What was exported waits for an import to confirm it.");
    case MAObjectConfirmation::NoDeleteConfirmation:
        return Words::tr("Deletes count as done without an import.");
    case MAObjectConfirmation::NoAddAndDeleteConfirmation:
        return Words::tr("Adds and deletes count as done without an import.");
    }
    return {};
}

} // namespace

std::vector<CapabilityText> capabilityTexts(const MACapabilities &is)
{
    std::vector<CapabilityText> texts;
    const auto say = [&texts](const char *name, const QString &value, const QString &meaning) {
        texts.push_back({QString::fromLatin1(name), value, meaning});
    };
    const auto flag = [&say](const char *name, bool on, const QString &yes, const QString &no) {
        say(name, on ? Words::tr("yes") : Words::tr("no"), on ? yes : no);
    };
    say("ExportType", fromUtf8(name(is.exportType)), exportTypeMeaning(is.exportType));
    say("DistinguishedNameStyle", fromUtf8(name(is.distinguishedNameStyle)), styleMeaning(is.distinguishedNameStyle));
    say("ObjectConfirmation", fromUtf8(name(is.objectConfirmation)), confirmationMeaning(is.objectConfirmation));
    QStringList normalizations;
    if (is.normalizations.uppercase)
        normalizations += QStringLiteral("Uppercase");
    if (is.normalizations.removeAccents)
        normalizations += QStringLiteral("RemoveAccents");
    say("Normalizations", normalizations.isEmpty() ? Words::tr("none") : normalizations.join(QStringLiteral(", ")),
        normalizations.isEmpty() ? Words::tr("Anchors are compared as they are.")
                                 : Words::tr("Anchors are changed so before they are handed over."));
    flag("NoReferenceValuesInFirstExport", is.noReferenceValuesInFirstExport,
         Words::tr("Pass 1 holds every reference; pass 2 brings them."),
         Words::tr("References go out as soon as their targets exist."));
    flag("ExportPasswordInFirstPass", is.exportPasswordInFirstPass, Words::tr("export_password comes with the Add."),
         Words::tr("Passwords follow after the Add has succeeded."));
    flag("FullExport", is.fullExport, Words::tr("A full export hands over every object."),
         Words::tr("Full exports are refused."));
    flag("DeleteAddAsReplace", is.deleteAddAsReplace, Words::tr("A delete-add is one Replace."),
         Words::tr("A delete-add is a Delete, and later an Add."));
    flag("ObjectRename", is.objectRename, Words::tr("A rename is a change of the attribute DN."),
         Words::tr("A pending rename refuses the run."));
    flag("IsDNAsAnchor", is.isDNAsAnchor, Words::tr("The DN is the anchor."),
         Words::tr("Anchors come from the answers to Adds."));
    flag("SupportPartitions", is.supportPartitions, Words::tr("A run works in one partition."),
         Words::tr("One partition holds everything."));
    flag("SupportHierarchy", is.supportHierarchy, Words::tr("Containers can be included and excluded."),
         Words::tr("There are no containers to choose."));
    flag("ConcurrentOperation", is.concurrentOperation, Words::tr("Several runs at once are allowed."),
         Words::tr("One run at a time."));
    flag("DeltaImport", is.deltaImport, Words::tr("Imports can bring changes only."), Words::tr("Imports bring everything."));
    flag("SupportImport", is.supportImport, Words::tr("It imports."), Words::tr("It does not import."));
    flag("SupportExport", is.supportExport, Words::tr("It exports."), Words::tr("It does not export: runs are refused."));
    flag("SupportPassword", is.supportPassword, Words::tr("It sets passwords."), Words::tr("It does not set passwords."));
    return texts;
}

QString interfacesText(const ConnectorInterfaces &interfaces)
{
    QStringList names;
    const auto add = [&names](bool there, const QString &name) {
        if (there)
            names += name;
    };
    add(interfaces.capabilities, Words::tr("capabilities"));
    add(interfaces.parameters, Words::tr("parameters"));
    add(interfaces.schema, Words::tr("schema"));
    add(interfaces.partitions, Words::tr("partitions"));
    add(interfaces.hierarchy, Words::tr("hierarchy"));
    add(interfaces.callImport, Words::tr("import"));
    add(interfaces.callExport, Words::tr("export"));
    add(interfaces.password, Words::tr("password"));
    auto text = names.join(QStringLiteral(", "));
    if (!interfaces.callExport)
        text += interfaces.callImport ? Words::tr(" — import-only: it cannot be exported to")
                                      : Words::tr(" — it has no export interface");
    return text;
}

} // namespace anchorage::desktop
