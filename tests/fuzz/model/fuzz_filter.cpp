// Any text as a filter: an error with a column inside it, or a filter that prints, reads back as itself and matches.
#include "core/model/filter.h"
#include "tests/fuzz/require.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

using namespace anchorage;

namespace {

class Row : public FilterRow {
public:
    bool anyText(FilterField, FilterTextTest &test) const override { return test("cn=ann,ou=hq") || test("\xc3\xa4\xff"); }
    bool anyNumber(FilterField, const FilterNumberTest &test) const override { return test(1); }
    bool anyAttribute(bool, FilterAttributeTest &test) const override
    {
        return test.in(std::vector<AnchorAttribute>{{"id", std::string("7")}});
    }
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const auto filter = Filter::parse(text);
    if (!filter) {
        require(filter.error().where.column >= 1 && filter.error().where.column <= size + 1);
        return 0;
    }
    const auto again = Filter::parse(filter->text());
    require(again && *again == *filter);
    FilterMatcher matches(*filter);
    const Row row;
    const bool first = matches(row);
    require(first == matches(row)); // what patterns learned changes no answer
    return 0;
}
