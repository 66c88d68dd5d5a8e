// Names, values and DNs replaced by pseudonyms that are stable within one file, so that a case from
// production can be shared. The same value gives the same pseudonym wherever it stands (as a value, in an
// anchor, in a DN), different values give different ones, and texts that differ only in case still do.
//
// Kept: the number of characters (a few more where short ones run out), what is a letter, a digit or
// anything else, upper and lower case, the structure and attribute names of LDAP DNs, the form of GUIDs
// and numbers, the length of binaries, the words true and false, the empty text. The key is random for
// each object, so that pseudonyms of two files say nothing about each other.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace anchorage {

class Pseudonyms {
public:
    Pseudonyms(); ///< with a random key
    explicit Pseudonyms(std::uint64_t key) : m_key{key, ~key} { }

    /// Any value in text form: numbers, GUIDs, hex (0x…), LDAP DNs and texts, each in its own way.
    std::string text(std::string_view value);
    /// RDN by RDN where it is an LDAP name, else as a text.
    std::string dn(std::string_view dn);
    /// Octets of the same length; 16 of them and the GUID they are, 8 and the small integer they are go together.
    std::string bytes(std::string_view value);
    /// How many different values were replaced.
    std::uint64_t size() const { return m_pseudonyms.size(); }

private:
    std::string plain(std::string_view value);
    std::string digits(std::string_view value);
    std::string rdn(std::string_view rdn);
    template <typename Generate> std::string unique(std::string_view key, Generate generate);

    std::uint64_t m_key[2]{};
    std::unordered_map<std::uint64_t, std::uint32_t> m_pseudonyms; // value -> which attempt was free
    std::unordered_set<std::uint64_t> m_used;
};

} // namespace anchorage
