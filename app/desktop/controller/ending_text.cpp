#include "app/desktop/controller/ending_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <optional>

namespace anchorage::desktop {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(EndingText)
};

QString limited(const std::optional<std::int64_t> &limit)
{
    return limit ? Words::tr("of %1").arg(QLocale().toString(static_cast<qlonglong>(*limit))) : QString();
}

} // namespace

QString statusMeaning(std::string_view status, const RunSettings *settings)
{
    const auto of = [settings](auto &&limit) {
        const auto text = settings != nullptr ? limited(limit(*settings)) : QString();
        return text.isEmpty() ? text : QLatin1Char(' ') + text;
    };
    if (status == "stopped-deletion-limit")
        return Words::tr("More deletions are pending than the deletion limit%1 allows: nothing was called. Run > Run settings "
                         "holds the limit.")
            .arg(of([](const RunSettings &is) { return is.deletionLimit; }));
    if (status == "stopped-object-limit")
        return Words::tr("The object limit%1 is reached: what is left stays pending. Run > Run settings holds the limit.")
            .arg(of([](const RunSettings &is) { return is.objectLimit; }));
    if (status == "stopped-error-limit")
        return Words::tr("The error limit%1 is reached: what is left stays pending. Run > Run settings holds the limit.")
            .arg(of([](const RunSettings &is) { return std::optional(is.errorLimit); }));
    return {};
}

} // namespace anchorage::desktop
