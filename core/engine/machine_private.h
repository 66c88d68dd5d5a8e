// The machine's inside, shared by its sources; nobody else includes it.
#pragma once

#include "core/engine/accounting.h"
#include "core/engine/ending.h"
#include "core/engine/machine.h"
#include "core/engine/page.h"
#include "core/engine/state_table.h"

#include <unordered_set>

namespace anchorage::engine {

class Machine::Private {
public:
    explicit Private(EngineSetup setup);

    Commands step(const Input &input);
    StateView view() const { return {state, closeBeside && !closeReturned, killing}; }
    void forgetHandOvers();

    State state = State::Ready;
    space::Space space;
    Tracks tracks;
    PageDraft draft;
    std::vector<HandOver> handOvers;
    Findings findings;

private:
    // machine.cpp: one function an input
    void start();
    void opened();
    void openThrew(const ExceptionInfo &exception);
    void sent(const input::Sent &sent);
    void notSent(const input::PutNotSent &why);
    void peerGone(const std::string &why);
    void timedOut(const input::TimedOut &timedOut);
    void stop();
    void shutDown();
    void closeByHand(CloseReason reason);
    void pageSizeOnce(std::int32_t entries);
    void closeEnded(const ExceptionInfo *threw);
    void killNow(std::string why);

    // machine_pages.cpp: what comes next
    void advance();
    bool limitReached() const;
    void buildPage();
    void show();
    void recut(std::size_t entries);
    void beginEnd();
    void finish(State last);
    void processAll(); ///< of a draft without entries
    void process(const Work &work); ///< it came to nothing
    void process(EntryDraft &draft); ///< it came to no entry
    void enqueue(Work work);
    void queueHeld(const EntryDraft &draft);
    void queuePassword(const EntryDraft &draft);
    void noteAbsentAnchor(const EntryDraft &draft);
    void noteNothingHandedOver();

    // machine_answers.cpp: one page's answer
    void answered(const PutExportEntriesResults &results);
    void putThrew(const input::PutThrew &threw);
    void judgePage(const PutExportEntriesResults &results, const std::optional<std::string> &noAnswer);
    void judgeOne(EntryDraft &draft, HandOver &handOver, Said said);
    void obey(EntryDraft &draft, const HandOver &handOver, PassReason action, const Anchors::Answer &anchors, bool anchorCame);
    std::string duplicateOf(const EntryDraft &draft, const AnchorList &anchors) const;
    void nameByAnchor(const EntryDraft &draft, const AnchorList &anchors);
    void applyNames();

    // machine_passwords.cpp
    bool nextPassword();
    void passwordOpened();
    void passwordSet();
    void passwordThrew(const ExceptionInfo &exception);
    void passwordClosed();
    void passwordLost(const std::string &why);

    void note(Finding finding) { m_noted.push_back(std::move(finding)); }
    void emit(Command command) { m_commands.push_back(std::move(command)); }
    void flushNotes();

    RunContext m_context;
    PendingNames m_names;
    EntryBuilder m_builder;
    Passes m_passes;
    PageBuilder m_pages;
    Accounting m_accounting;
    Renames m_renames;
    Ending m_ending;
    std::optional<Error> m_setupError;

    int m_page = 0; // of the present pass, the last one sent
    std::optional<std::size_t> m_sizeOnce;
    std::vector<Removal> m_removals; // no page has carried them yet
    std::uint64_t m_sentEntries = 0;
    std::unordered_set<std::string> m_anchorAbsent; // types that the finding was given for

    // The page in flight is `draft`.
    std::size_t m_firstInFlight = 0; // its first hand-over
    std::vector<std::size_t> m_handOverOf; // for each of its drafts with an entry
    std::unordered_set<std::string> m_claimed; // style None: anchors taken by this page's answers
    struct NewName {
        space::ObjectIndex object = 0;
        std::string dn;
    };
    std::vector<NewName> m_newNames; // after the page: they would change what its drafts hold
    std::vector<space::ObjectIndex> m_converts;
    std::unordered_set<space::ObjectIndex> m_parentsAsked; // parents=once, for the next pass
    std::vector<bool> m_recordedDone;

    bool m_passwordOpen = false;
    std::optional<Work> m_password; // the one that is being set

    int m_stops = 0;
    bool killing = false;
    bool closeBeside = false;
    bool closeReturned = false;
    std::optional<CloseReason> m_closeCalled;

    Findings m_noted;
    Commands m_commands;
};

} // namespace anchorage::engine
