// The space against a naive model of it, under random operations; and at a size where bad growth shows.
#include "core/model/distinguished_name.h"
#include "core/space/space.h"

#include <QtTest>

#include <map>
#include <random>
#include <set>

using namespace anchorage;
using namespace anchorage::space;

namespace {

constexpr auto style = MADistinguishedNameStyle::Ldap;

/// What a space promises, in the simplest form that can be right.
struct Naive {
    std::map<ObjectIndex, SpaceObject> objects;
    ObjectIndex next = 0;

    std::optional<ObjectIndex> find(const std::string &dn) const
    {
        for (const auto &[index, object] : objects) {
            if (dnKey(object.dn, style) == dnKey(dn, style))
                return index;
        }
        return std::nullopt;
    }

    template <typename Visit> static void visitReferences(SpaceObject &object, Visit visit)
    {
        for (auto *changes : {&object.pending.changes, &object.unconfirmed}) {
            for (auto &change : *changes) {
                for (auto &value : change.values) {
                    if (auto *reference = std::get_if<Reference>(&value.value))
                        visit(*reference);
                }
            }
        }
        if (object.image) {
            for (auto &attribute : object.image->attributes) {
                for (auto &value : attribute.values) {
                    if (auto *reference = std::get_if<Reference>(&value))
                        visit(*reference);
                }
            }
        }
    }

    std::vector<ObjectIndex> referrers(const std::string &dn)
    {
        std::set<ObjectIndex> found;
        for (auto &[index, object] : objects)
            visitReferences(object, [&, i = index](const Reference &reference) {
                if (dnKey(reference.dn, style) == dnKey(dn, style))
                    found.insert(i);
            });
        return {found.begin(), found.end()};
    }

    void rename(ObjectIndex index, const std::string &newDn)
    {
        const std::string key = dnKey(objects[index].dn, style);
        for (auto &[i, object] : objects)
            visitReferences(object, [&](Reference &reference) {
                if (dnKey(reference.dn, style) == key)
                    reference.dn = newDn;
            });
        objects[index].dn = newDn;
    }
};

class Operations {
public:
    explicit Operations(unsigned seed) : m_random(seed) { }
    int below(int limit) { return static_cast<int>(m_random() % static_cast<unsigned>(limit)); }

    std::string dn()
    {
        static const char *const spellings[] = {"cn=u%,ou=x", "CN=U%,OU=X", "cn=u%, ou=x"};
        std::string text = spellings[below(3)];
        return text.replace(text.find('%'), 1, std::to_string(below(40)));
    }

    SpaceObject object()
    {
        SpaceObject made;
        made.type = below(2) == 0 ? "user" : "group";
        made.dn = dn();
        if (below(3) == 0)
            made.anchors = {{"id", std::int64_t{below(30)}}};
        // One reference an attribute: a rename then never makes two values one, which Naive does not know.
        const AttributeValue value = Reference{dn()};
        if (below(2) == 0)
            made.image.emplace().attributes.push_back({"manager", AttributeType::Reference, false, {value}});
        if (below(2) == 0)
            made.pending = {
                PendingOperation::Update, {}, {AttributeChange::replace("owner", {value}, AttributeType::Reference, false)}};
        if (below(3) == 0)
            made.unconfirmed = {AttributeChange::add("owner", {value}, AttributeType::Reference, false)};
        return made;
    }

private:
    std::mt19937 m_random;
};

std::optional<ObjectIndex> anchorHolder(const Naive &naive, const std::string &type, const std::vector<AnchorAttribute> &anchors)
{
    for (const auto &[index, object] : naive.objects) {
        if (object.type == type && object.anchors == anchors)
            return index;
    }
    return std::nullopt;
}

} // namespace

class TestSpaceModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void randomOperationsMatchTheNaiveModel();
    void twoHundredThousandObjects();
    void popularTargetDoesNotSlowEditsDown();
    void manyErasedObjectsDoNotSlowSearchesDown();
};

void TestSpaceModel::randomOperationsMatchTheNaiveModel()
{
    for (unsigned seed = 1; seed <= 40; ++seed) {
        Operations random(seed);
        Naive naive;
        Space space(style);
        std::vector<std::pair<Space, Naive>> snapshots;
        const auto where = [&seed](int step) { return QStringLiteral("seed %1 step %2").arg(seed).arg(step).toUtf8(); };
        for (int step = 0; step < 400; ++step) {
            const auto index = static_cast<ObjectIndex>(random.below(static_cast<int>(space.size()) + 1));
            const bool exists = naive.objects.count(index) != 0;
            switch (random.below(8)) {
            case 0:
            case 1: {
                SpaceObject object = random.object();
                const bool possible = !naive.find(object.dn);
                const auto made = space.insert(object);
                QVERIFY2(made.has_value() == possible, where(step));
                if (made) {
                    QCOMPARE(*made, naive.next);
                    object.identifier = space.identifier(*made);
                    naive.objects[naive.next++] = object;
                }
                break;
            }
            case 2: {
                SpaceObject object = random.object();
                const auto holder = naive.find(object.dn);
                const bool possible = exists && (!holder || *holder == index);
                QVERIFY2(space.replace(index, object).has_value() == possible, where(step));
                if (possible) {
                    object.identifier = naive.objects[index].identifier;
                    naive.objects[index] = object;
                }
                break;
            }
            case 3: {
                const std::string dn = random.dn();
                const auto holder = naive.find(dn);
                const bool possible = exists && (!holder || *holder == index);
                QVERIFY2(space.rename(index, dn, false).has_value() == possible, where(step));
                if (possible)
                    naive.rename(index, dn);
                break;
            }
            case 4:
                if (random.below(3) == 0) {
                    space.erase(index);
                    naive.objects.erase(index);
                }
                break;
            case 5: {
                const std::string dn = random.dn();
                QVERIFY2(space.find(dn) == naive.find(dn), where(step));
                QVERIFY2(space.referrers(dn) == naive.referrers(dn), where(step));
                break;
            }
            case 6: {
                const std::vector<AnchorAttribute> anchors{{"id", std::int64_t{random.below(30)}}};
                QVERIFY2(space.findAnchors("user", anchors) == anchorHolder(naive, "user", anchors), where(step));
                break;
            }
            default:
                if (random.below(10) == 0)
                    snapshots.emplace_back(space, naive);
                break;
            }
        }
        snapshots.emplace_back(space, naive);
        for (auto &[copy, expected] : snapshots) {
            QVERIFY2(copy.size() == expected.next, where(-1));
            for (ObjectIndex i = 0; i < expected.next; ++i) {
                const auto known = expected.objects.find(i);
                QVERIFY2(copy.exists(i) == (known != expected.objects.end()), where(-1));
                if (copy.exists(i))
                    QVERIFY2(copy.object(i) == known->second && copy.findIdentifier(known->second.identifier) == i, where(-1));
            }
            for (int i = 0; i < 40; ++i) {
                const std::string dn = "cn=u" + std::to_string(i) + ",ou=x";
                QVERIFY2(copy.find(dn) == expected.find(dn) && copy.referrers(dn) == expected.referrers(dn), where(-1));
            }
        }
    }
}

void TestSpaceModel::twoHundredThousandObjects()
{
    constexpr int count = 200'000;
    Space space(style);
    const auto dnOf = [](int i) { return "cn=user " + std::to_string(i) + ",ou=people,dc=example"; };
    for (int i = 0; i < count; ++i) {
        SpaceObject object;
        object.type = "user";
        object.dn = dnOf(i);
        object.anchors = {{"id", std::int64_t{i}}};
        object.pending = {PendingOperation::Add,
                          {},
                          {AttributeChange::add("manager", {Reference{dnOf(i / 10)}}, AttributeType::Reference, false)}};
        QVERIFY(space.insert(object));
    }
    for (int i = 0; i < count; i += 7) {
        QCOMPARE(space.find(dnOf(i)), std::optional(static_cast<ObjectIndex>(i)));
        QCOMPARE(space.findAnchors("user", {{"id", std::int64_t{i}}}), std::optional(static_cast<ObjectIndex>(i)));
    }
    QVERIFY(!space.find(dnOf(count)));
    QCOMPARE(space.referrers(dnOf(1234)).size(), std::size_t(10));

    const Space snapshot = space;
    for (int i = 0; i < count; i += 100)
        QVERIFY(space.rename(static_cast<ObjectIndex>(i), "cn=renamed " + std::to_string(i), false));
    QCOMPARE(space.referrers("cn=renamed 1200").size(), std::size_t(10));
    QCOMPARE(snapshot.find(dnOf(1200)), std::optional<ObjectIndex>(1200));
    QVERIFY(!space.find(dnOf(1200)));
    QVERIFY2(space.memoryBytes() < std::size_t(count) * 300, "about 75 bytes of text and integers each");
}

void TestSpaceModel::popularTargetDoesNotSlowEditsDown()
{
    // 50 000 objects with one manager, each edited while the index of references is in use.
    Space space(style);
    SpaceObject object;
    object.type = "user";
    object.image.emplace().attributes.push_back({"manager", AttributeType::Reference, false, {Reference{"cn=boss"}}});
    for (int i = 0; i < 50'000; ++i) {
        object.dn = "cn=u" + std::to_string(i);
        QVERIFY(space.insert(object));
    }
    QCOMPARE(space.referrers("cn=boss").size(), std::size_t(50'000));
    for (ObjectIndex i = 0; i < 50'000; ++i) {
        SpaceObject edited = space.object(i);
        edited.image->attributes[0].values = {Reference{i % 2 == 0 ? "cn=chief" : "cn=boss"}};
        QVERIFY(space.replace(i, edited));
    }
    QCOMPARE(space.referrers("cn=boss").size(), std::size_t(25'000));
    QCOMPARE(space.referrers("cn=chief").size(), std::size_t(25'000));
}

void TestSpaceModel::manyErasedObjectsDoNotSlowSearchesDown()
{
    Space space(style);
    SpaceObject object;
    object.type = "user";
    for (int i = 0; i < 100'000; ++i) {
        object.dn = "cn=u" + std::to_string(i);
        const auto index = *space.insert(object);
        if (i % 100 != 0)
            space.erase(index);
    }
    QVERIFY(space.find("cn=u99900"));
    QVERIFY(!space.find("cn=u99901"));
    QVERIFY2(space.memoryBytes() < 2'000'000, "erased objects give their memory back");
}

QTEST_APPLESS_MAIN(TestSpaceModel)
#include "tst_space_model.moc"
