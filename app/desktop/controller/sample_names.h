// Names of people who do not exist, in several scripts, with what they would log on as.
#pragma once

#include <cstdint>
#include <span>

namespace anchorage::desktop {

struct SampleName {
    const char *text; ///< UTF-8
    const char *plain; ///< in ASCII, lower case
};
struct SampleScript {
    std::span<const SampleName> given;
    std::span<const SampleName> family;
    bool familyFirst;
};
/// The first is plain Latin, all others are not.
std::span<const SampleScript> sampleScripts();

std::span<const char *const> sampleTitles();
std::span<const char *const> sampleDepartments();
std::span<const char *const> sampleCities();
std::span<const char *const> sampleGroupKinds();

} // namespace anchorage::desktop
