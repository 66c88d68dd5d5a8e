// What a journal says was handed over, in the pages' text form.
#pragma once

#include "core/model/page_text.h"
#include "core/record/journal_reader.h"

#include <QString>

#include <string>

namespace anchorage::test {

/// The text of every page that was sent; on damage the error instead.
inline QString pagesOf(const QString &journal)
{
    auto reader = record::JournalReader::open(journal.toStdString());
    if (!reader)
        return QString::fromStdString(reader.error().text());
    std::string out;
    PagePosition position;
    for (;;) {
        const auto next = reader->next();
        if (!next)
            return QString::fromStdString(next.error().text());
        if (!*next)
            return QString::fromStdString(out);
        if (const auto *command = std::get_if<run::event::Command>(&(*next)->what))
            if (const auto *put = std::get_if<engine::command::Put>(&command->command))
                position = put->page.position;
        if (const auto *input = std::get_if<run::event::Input>(&(*next)->what))
            if (const auto *sent = std::get_if<engine::input::Sent>(&input->input))
                out += pageText(position, sent->entries);
    }
}

} // namespace anchorage::test
