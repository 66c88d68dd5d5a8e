#include "connectors/memory/hand_over_log.h"

#include "connectors/sdk/exceptions.h"
#include "core/base/file.h"
#include "core/model/distinguished_name.h"
#include "core/model/page_text.h"
#include "core/model/secret.h"

namespace anchorage::memory {

std::string handOverText(const CsEntryChange &entry)
{
    auto shown = entry;
    for (auto &change : shown.changes) {
        if (!change.encrypted && !equalsIgnoreCase(change.name, exportPasswordAttribute))
            continue;
        for (auto &value : change.values)
            value.value = std::string(secretMarker);
    }
    const auto text = entryText({}, shown);
    return text.substr(text.find(' ') + 1);
}

void HandOverLog::open(const std::string &path)
{
    if (path.empty())
        return;
    m_out.open(utf8Path(path), std::ios::binary | std::ios::app);
    if (!m_out)
        throw sdk::ExtensibleExtensionException("the log " + path + " cannot be written");
}

void HandOverLog::close()
{
    m_out.close();
    m_out.clear();
}

/// Flushed line by line: what was handed over before a crash is what one wants to see after it.
void HandOverLog::line(const std::string &text)
{
    if (m_out.is_open())
        m_out << text << '\n' << std::flush;
}

void HandOverLog::opened(const ExportRunStep &step)
{
    line("open " + std::string(name(step.exportType)) + " batch=" + std::to_string(step.batchSize)
         + " partition=" + step.partition.dn);
}

void HandOverLog::put(int number, const std::vector<CsEntryChange> &entries)
{
    if (!m_out.is_open())
        return;
    line("put " + std::to_string(number));
    for (const auto &entry : entries)
        line(handOverText(entry));
}

void HandOverLog::closed(CloseReason reason)
{
    line("close " + std::string(name(reason)));
}

void HandOverLog::password(const std::string &call, const std::string &dn)
{
    line(dn.empty() ? call : call + ' ' + dn);
}

} // namespace anchorage::memory
