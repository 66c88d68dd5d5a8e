// What is in a file of any format: counts, not contents.
#pragma once

#include "core/formats/format.h"

#include <cstdint>
#include <iosfwd>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace anchorage::cli {

struct FileContents {
    std::string format;
    const Schema *schema = nullptr; ///< of the file itself
    const formats::MaConfiguration *configuration = nullptr;
    bool hasSpace = false;
    std::map<std::pair<std::string, std::string>, std::uint64_t> changes; ///< by type and action
    std::map<std::string, std::uint64_t> images; ///< by type
    std::uint64_t references = 0;
    std::map<std::string, std::uint64_t> leadingOut; ///< targets that are not in the file, and how often
    std::vector<std::string> secretParameters; ///< to be asked for
    const Findings *findings = nullptr;
};
/// Views into `loaded`.
FileContents contentsOf(const formats::Loaded &loaded);
void printText(std::ostream &out, const FileContents &contents);
void printJson(std::ostream &out, const FileContents &contents);

} // namespace anchorage::cli
