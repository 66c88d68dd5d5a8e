// replay: the recorded inputs of a journal, fed to the same machine again.
#include "app/cli/commands.h"
#include "core/json/json_writer.h"
#include "core/record/fates.h"
#include "core/record/replay.h"

#include <memory>
#include <ostream>

namespace anchorage::cli {

namespace {

struct ReplayOptions {
    std::string journal;
    bool json = false, fates = false;
};

Result<record::Fates> fatesOf(const std::string &journal)
{
    auto reader = record::JournalReader::open(journal);
    if (!reader)
        return fail(std::move(reader.error()));
    return record::readFates(*reader);
}

void printText(const Context &context, const record::Replay &replay, const record::Fates &fates, bool each)
{
    context.out << replay.inputs << " inputs, " << replay.commands << " commands\n";
    if (replay.divergence)
        context.out << replay.divergence->text() << '\n';
    else
        context.out << "every command is the recorded one\n";
    if (!replay.torn.empty())
        context.out << "cut off: " << printable(replay.torn) << '\n';
    context.out << (replay.finish ? "status: " + replay.finish->status : "the run did not end") << '\n';
    context.out << "entries: " << fates.answered << " answered, " << fates.unknown << " sent with their fate unknown, "
                << fates.notSent << " not sent\n";
    for (const auto &entry : fates.entries)
        if (each)
            context.out << record::name(entry.sending) << ": " << printable(entry.dn)
                        << (entry.injected ? " (injected fault)" : "") << '\n';
}

void printJson(const Context &context, const record::Replay &replay, const record::Fates &fates)
{
    std::string text;
    json::Writer out(text, json::Writer::Style::Pretty);
    out.beginObject().member("inputs", replay.inputs).member("commands", replay.commands);
    out.member("same", !replay.divergence.has_value());
    if (replay.divergence) {
        out.key("divergence").beginObject().member("sequence", replay.divergence->sequence);
        out.member("line", replay.divergence->line).member("recorded", replay.divergence->recorded);
        out.member("replayed", replay.divergence->replayed).endObject();
    }
    out.member("torn", replay.torn);
    out.key("status");
    replay.finish ? out.value(replay.finish->status) : out.null();
    out.key("fates").beginObject().member("answered", fates.answered).member("unknown", fates.unknown);
    out.member("notSent", fates.notSent).key("entries").beginArray();
    for (const auto &entry : fates.entries) {
        out.beginObject().member("dn", entry.dn).member("sending", record::name(entry.sending));
        out.member("handOvers", entry.handOvers).member("injected", entry.injected).endObject();
    }
    out.endArray().endObject().endObject();
    context.out << text << '\n';
}

int replayJournal(const Context &context, const ReplayOptions &options)
{
    auto reader = record::JournalReader::open(options.journal);
    if (!reader)
        return context.fail(reader.error());
    const auto replay = record::replay(*reader);
    if (!replay)
        return context.fail(replay.error());
    const auto fates = fatesOf(options.journal);
    if (!fates)
        return context.fail(fates.error());
    if (options.json)
        printJson(context, *replay, *fates);
    else
        printText(context, *replay, *fates, options.fates);
    return replay->divergence ? Wrong : Fine;
}

} // namespace

void addReplay(CLI::App &app, Context &context)
{
    auto *command = app.add_subcommand("replay", "Feed a journal's inputs to the engine again; fails where a page differs");
    const auto options = std::make_shared<ReplayOptions>();
    command->add_option("journal", options->journal, "Journal of a run")->required();
    command->add_flag("--fates", options->fates, "Say of each entry whether it was sent and answered");
    command->add_flag("--json", options->json, "Machine-readable output");
    command->callback([options, &context] { context.action = [options, &context] { return replayJournal(context, *options); }; });
}

} // namespace anchorage::cli
