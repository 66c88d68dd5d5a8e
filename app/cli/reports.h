// The reports of a run: to standard output and to files, each in its form.
#pragma once

#include "app/cli/context.h"
#include "core/base/result.h"
#include "core/report/report_writer.h"

#include <memory>
#include <string>
#include <vector>

namespace anchorage::cli {

class Reports {
public:
    explicit Reports(std::ostream &out) : m_out(out) { }
    ~Reports(); ///< what was not finished is taken away
    Reports(const Reports &) = delete;
    Reports &operator=(const Reports &) = delete;

    void toOutput(report::Form form);
    /// Error Usage: the suffix says no form; Io.
    Result<void> toFile(const std::string &path, std::optional<report::Form> form);
    Result<void> add(const report::RunReport &run);
    /// Puts the files in place: until now others stood there.
    Result<void> finish();

private:
    struct File;
    std::ostream &m_out;
    std::vector<std::unique_ptr<report::ReportWriter>> m_writers;
    std::vector<std::shared_ptr<File>> m_files;
};

} // namespace anchorage::cli
