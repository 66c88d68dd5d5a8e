// The faulty connector's parameters. The plugin is build/<preset>/tests/connectors/faulty.so.
//
// Without a fault it accepts everything: schema user{id anchor, cn, mail, age, manager} and
// group{id anchor, cn, member}; an Add is answered with the anchor id = "id of DN".
//
// `fault` (also as environment variable ANCHORAGE_FAULTY, needed for faults before `configure`): one or
// more of KIND[:ARGUMENT]@CALL[#N], separated by ';'. N counts that call from 1; without it every time.
//
//   CALL: create capabilities parameters validate schema partitions hierarchy open put close
//         openImport import closeImport openPassword securityLevel setPassword changePassword
//         closePassword destroy; entry: an entry of the run by number, in the middle of its Put
//
//   ends        crash (SIGSEGV)  abort  overflow (stack)  exit:CODE  _exit:CODE  kill (SIGKILL)
//               late:MS (returns; the process crashes MS milliseconds later)
//   does not    hang (ignores everything)  spin (the same, busy)  wait (until cancelled)
//               untilClose (put: until Close was called)
//   return      slow:MS  progress:MS (says so ten times a second)
//   throws      throw:NAME, each of exceptions.h; also runtime_error, logic_error, own (a class that
//               only the plugin knows), derived (its own kind of ServerDownException), nested
//               (EntryExportException with two inner ones), int, text, multiline
//   prints      print:TEXT (printf)  write:TEXT (write to descriptor 1)  flood-stdout:BYTES
//               flood-stderr:BYTES  long-line:BYTES (stderr, no line end)  binary (bytes that are no
//               UTF-8, both streams)  log:COUNT (log notices)  say:TEXT (one log notice)
//   processes   grandchild (sleeps a minute with our descriptors; its pid goes to the log)
//               vandal (writes to every descriptor it finds, to hit the wire)  close-all (closes them)
//   answers     (put) null  none (an empty list)  missing (nothing for the last entry)  unknown
//               duplicate  empty-id  foreign (a result of an entry of an earlier page)  reversed
//               error:NAME (a member of MAExportError, for every entry; error:NAME,N for the page's Nth
//               only)  anchor-type (the anchor as
//               integer)  anchor-name (an unknown one)  no-anchor  nul (a NUL byte in the detail)
//               giant:BYTES (an error detail of that size; schema, parameters, import: a name)
//               (schema) empty-schema  duplicate-attribute  no-anchor-attribute
//               (import) wrong-type (an integer in a string attribute)
//
// `calls`: a file to which each call is appended as a line, when it begins: "open", "put 3",
// "close Normal", "setPassword cn=ann", …
// `interfaces`: the only interfaces to implement, separated by blanks, as ConnectorInterfaces names them
// ("schema callImport"); environment variable ANCHORAGE_FAULTY_INTERFACES. Default: all.
#pragma once

#include "connectors/sdk/connector.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace anchorage::faulty {

struct Fault {
    std::string kind;
    std::string argument;
    std::string call;
    int number = 0; ///< 0: every time
};

/// Throws std::invalid_argument for a text that is no list of faults.
std::vector<Fault> parseFaults(std::string_view text);

/// A number as a fault's argument.
std::size_t sizeOf(const Fault &fault, std::size_t otherwise);

/// Does what the fault says, unless it is one of the answers, which are the connector's business.
void perform(const Fault &fault, const sdk::Host &host);

} // namespace anchorage::faulty
