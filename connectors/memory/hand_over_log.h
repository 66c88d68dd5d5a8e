// What the connector wrote down itself: the hand-overs in the pages' text form, so that what two
// connectors got can be compared line by line. The connector does not know passes, so lines carry none:
//   open Delta batch=100 partition=default
//   put 1
//   Add cn=u1 title:add(A)
//   close Normal
#pragma once

#include "core/model/csentry_change.h"
#include "core/model/partition.h"

#include <fstream>
#include <string>

namespace anchorage::memory {

/// The entry's text without pass and page; passwords show as the secret marker.
std::string handOverText(const CsEntryChange &entry);

class HandOverLog {
public:
    /// Empty: no log. The file is appended to, so that one file tells several runs. Throws
    /// ExtensibleExtensionException when it cannot be written.
    void open(const std::string &path);
    void close();

    void opened(const ExportRunStep &step);
    void put(int number, const std::vector<CsEntryChange> &entries);
    void closed(CloseReason reason);
    void password(const std::string &call, const std::string &dn);

private:
    void line(const std::string &text);

    std::ofstream m_out;
};

} // namespace anchorage::memory
