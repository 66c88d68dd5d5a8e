#include "app/desktop/controller/sample_names.h"

#include <array>

namespace anchorage::desktop {
namespace {

constexpr std::array latinGiven{SampleName{"Alice", "alice"},   SampleName{"Ben", "ben"},     SampleName{"Clara", "clara"},
                                SampleName{"Daniel", "daniel"}, SampleName{"Emma", "emma"},   SampleName{"Frank", "frank"},
                                SampleName{"Grace", "grace"},   SampleName{"Henry", "henry"}, SampleName{"Ida", "ida"},
                                SampleName{"Jonas", "jonas"}};
constexpr std::array latinFamily{SampleName{"Adams", "adams"},   SampleName{"Becker", "becker"}, SampleName{"Carter", "carter"},
                                 SampleName{"Doyle", "doyle"},   SampleName{"Evans", "evans"},   SampleName{"Fischer", "fischer"},
                                 SampleName{"Hansen", "hansen"}, SampleName{"Keller", "keller"}, SampleName{"Novak", "novak"},
                                 SampleName{"Smith", "smith"}};
// Accents, apostrophes, hyphens and commas: what breaks a connector first.
constexpr std::array accentGiven{SampleName{"José", "jose"},    SampleName{"Zoë", "zoe"},    SampleName{"Łucja", "lucja"},
                                 SampleName{"Çağla", "cagla"},  SampleName{"Þóra", "thora"}, SampleName{"Jean-Luc", "jeanluc"},
                                 SampleName{"Nguyễn", "nguyen"}};
constexpr std::array accentFamily{SampleName{"O'Brien", "obrien"},         SampleName{"Dvořák", "dvorak"},
                                  SampleName{"Öztürk", "oztuerk"},         SampleName{"Müller-Groß", "muellergross"},
                                  SampleName{"Šimić, Jr.", "simic"},       SampleName{"D’Angelo", "dangelo"},
                                  SampleName{"van der Berg", "vanderberg"}};
constexpr std::array cyrillicGiven{SampleName{"Анна", "anna"}, SampleName{"Борис", "boris"}, SampleName{"Дмитрий", "dmitry"},
                                   SampleName{"Ольга", "olga"}, SampleName{"Їжак", "yizhak"}};
constexpr std::array cyrillicFamily{SampleName{"Иваненко", "ivanenko"}, SampleName{"Петренко", "petrenko"},
                                    SampleName{"Морозюк", "moroziuk"}, SampleName{"Гончар", "honchar"}};
constexpr std::array greekGiven{SampleName{"Ελένη", "eleni"}, SampleName{"Γιώργος", "giorgos"}, SampleName{"Μαρία", "maria"}};
constexpr std::array greekFamily{SampleName{"Παππάς", "pappas"}, SampleName{"Αντωνίου", "antoniou"},
                                 SampleName{"Οικονόμου", "oikonomou"}};
constexpr std::array arabicGiven{SampleName{"فاطمة", "fatima"}, SampleName{"أحمد", "ahmad"}, SampleName{"ليلى", "layla"}};
constexpr std::array arabicFamily{SampleName{"خليل", "khalil"}, SampleName{"منصور", "mansour"}, SampleName{"حداد", "haddad"}};
constexpr std::array hebrewGiven{SampleName{"נועה", "noa"}, SampleName{"דוד", "david"}, SampleName{"רחל", "rachel"}};
constexpr std::array hebrewFamily{SampleName{"כהן", "cohen"}, SampleName{"לוי", "levi"}, SampleName{"מזרחי", "mizrahi"}};
constexpr std::array indicGiven{SampleName{"आरव", "aarav"}, SampleName{"रोहन", "rohan"}, SampleName{"प्रिया", "priya"}};
constexpr std::array indicFamily{SampleName{"शर्मा", "sharma"}, SampleName{"गुप्ता", "gupta"}, SampleName{"सिंह", "singh"}};
constexpr std::array chineseGiven{SampleName{"芳", "fang"}, SampleName{"磊", "lei"}, SampleName{"静", "jing"},
                                  SampleName{"𠮷", "ji"}};
constexpr std::array chineseFamily{SampleName{"陈", "chen"}, SampleName{"王", "wang"}, SampleName{"刘", "liu"},
                                   SampleName{"欧阳", "ouyang"}};
constexpr std::array japaneseGiven{SampleName{"健太", "kenta"}, SampleName{"さくら", "sakura"}, SampleName{"陽子", "yoko"}};
constexpr std::array japaneseFamily{SampleName{"高橋", "takahashi"}, SampleName{"鈴木", "suzuki"}, SampleName{"佐藤", "sato"}};
constexpr std::array koreanGiven{SampleName{"민준", "minjun"}, SampleName{"서연", "seoyeon"}, SampleName{"지우", "jiwoo"}};
constexpr std::array koreanFamily{SampleName{"김", "kim"}, SampleName{"이", "lee"}, SampleName{"박", "park"}};

constexpr std::array scripts{
    SampleScript{latinGiven, latinFamily, false},       SampleScript{accentGiven, accentFamily, false},
    SampleScript{cyrillicGiven, cyrillicFamily, false}, SampleScript{greekGiven, greekFamily, false},
    SampleScript{arabicGiven, arabicFamily, false},     SampleScript{hebrewGiven, hebrewFamily, false},
    SampleScript{indicGiven, indicFamily, false},       SampleScript{chineseGiven, chineseFamily, true},
    SampleScript{japaneseGiven, japaneseFamily, true},  SampleScript{koreanGiven, koreanFamily, true},
};

constexpr std::array titles{"Engineer",    "Analyst",    "Consultant", "Architect",
                            "Coordinator", "Technician", "Team Lead",  "Director"};
constexpr std::array departments{"Engineering", "Finance", "Human Resources", "IT", "Legal", "Marketing", "Operations", "Sales"};
constexpr std::array cities{"Aarhus", "Brno", "Graz", "Leeds", "Malmö", "Porto", "Utrecht", "Wrocław"};
constexpr std::array groupKinds{"Readers", "Editors", "Approvers", "Project", "Team", "Office", "Mailing list", "Administrators"};

} // namespace

std::span<const SampleScript> sampleScripts()
{
    return scripts;
}

std::span<const char *const> sampleTitles()
{
    return titles;
}

std::span<const char *const> sampleDepartments()
{
    return departments;
}

std::span<const char *const> sampleCities()
{
    return cities;
}

std::span<const char *const> sampleGroupKinds()
{
    return groupKinds;
}

} // namespace anchorage::desktop
