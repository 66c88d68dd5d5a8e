// The objects table with a million rows beside a bare QStandardItemModel under a QSortFilterProxyModel with the same
// texts in the same run: load, filter, sort, scroll; and the start of the empty window. Prints a table.
// Usage: bench_desktop [ROWS]; QT_QPA_PLATFORM=offscreen. Figures: resources/docs/performance.md.
#include "app/desktop/models/objects_model.h"
#include "app/desktop/text.h"
#include "tests/desktop/desktop_fixture.h"
#include "tests/desktop/scale/big_space.h"
#include "tests/support/event_loop_probe.h"

#include <QElapsedTimer>
#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QTableView>

#include <cstdio>
#include <ctime>
#include <functional>
#include <memory>

using namespace anchorage;
using namespace anchorage::desktop;

namespace {

struct Figure {
    qint64 wall = 0; // ms
    qint64 processor = 0; // ms, of all threads
    qint64 blocked = -1; // ms without the event loop; -1: was not watched
};

qint64 processorTime()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<qint64>(now.tv_sec) * 1'000 + now.tv_nsec / 1'000'000;
}

Figure measured(const std::function<void()> &work, test::EventLoopProbe *probe = nullptr)
{
    QCoreApplication::processEvents();
    if (probe != nullptr)
        static_cast<void>(probe->takeLongest());
    const auto processor = processorTime();
    QElapsedTimer clock;
    clock.start();
    work();
    QCoreApplication::processEvents(); // what is to be painted is painted
    Figure figure{clock.elapsed(), processorTime() - processor, -1};
    if (probe != nullptr)
        figure.blocked = probe->takeLongest().count();
    return figure;
}

void print(const char *what, const Figure &ours, const Figure *bare = nullptr)
{
    std::printf("| %s | %lld | %lld | %s | ", what, static_cast<long long>(ours.wall), static_cast<long long>(ours.processor),
                ours.blocked < 0 ? "" : std::to_string(ours.blocked).c_str());
    if (bare != nullptr)
        std::printf("%lld | %lld |\n", static_cast<long long>(bare->wall), static_cast<long long>(bare->processor));
    else
        std::printf("| |\n");
    std::fflush(stdout);
}

/// The same texts as the table shows, in the columns that tell objects apart.
std::unique_ptr<QStandardItemModel> bareModel(const space::Space &space)
{
    const auto rows = static_cast<int>(space.size());
    auto model = std::make_unique<QStandardItemModel>(rows, 4);
    for (int row = 0; row < rows; ++row) {
        const auto object = static_cast<space::ObjectIndex>(row);
        model->setItem(row, 0, new QStandardItem(actionText(space, object)));
        model->setItem(row, 1, new QStandardItem(fromUtf8(space.type(object))));
        model->setItem(row, 2, new QStandardItem(fromUtf8(space.dn(object))));
        model->setItem(row, 3, new QStandardItem(QStringLiteral("mail, title, manager")));
    }
    return model;
}

void scroll(QTableView &table)
{
    auto *bar = table.verticalScrollBar();
    for (int i = 0; i <= 100; ++i) {
        bar->setValue(static_cast<int>(static_cast<qint64>(bar->maximum()) * i / 100));
        table.viewport()->repaint();
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QTemporaryDir folder;
    qputenv("ANCHORAGE_CONFIG_DIR", folder.path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", folder.path().toLocal8Bit());
    const QApplication application(argc, argv);
    test::isolateSettings(folder);
    const int rows = argc > 1 ? QByteArray(argv[1]).toInt() : 1'000'000;
    if (rows < 1'000) {
        std::fputs("usage: bench_desktop [ROWS], at least 1000\n", stderr);
        return 64;
    }
    std::printf("| %d rows | ours, ms | processor ms | longest without the event loop | bare Qt, ms | processor ms |\n", rows);
    std::printf("|---|---:|---:|---:|---:|---:|\n");

    std::unique_ptr<test::Desktop> desktop;
    print("start of the empty window", measured([&] { desktop = std::make_unique<test::Desktop>(); }));

    auto space = test::bigSpace(rows);
    QTableView view;
    view.resize(desktop->window.size());
    view.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QSortFilterProxyModel proxy;
    proxy.setFilterKeyColumn(2);
    view.setModel(&proxy);
    view.show();

    test::EventLoopProbe probe;
    auto &objects = *desktop->find<QTableView>("objectsTable");
    auto &filter = *desktop->find<QLineEdit>("objectsFilter");
    const auto settled = [&desktop] { [[maybe_unused]] const bool idle = desktop->settle(); };
    const auto filtered = [&](const char *text) {
        filter.setText(QString::fromLatin1(text));
        Q_EMIT filter.returnPressed();
        settled();
    };

    std::unique_ptr<QStandardItemModel> model;
    auto ours = measured(
        [&] {
            desktop->controller.document().load(space);
            settled();
        },
        &probe);
    auto bare = measured([&] {
        model = bareModel(space);
        proxy.setSourceModel(model.get());
    });
    print("load", ours, &bare);

    ours = measured([&] { filtered("dn~\"person 9.*7,\""); }, &probe);
    bare = measured([&] { proxy.setFilterRegularExpression(QStringLiteral("person 9.*7,")); });
    print("filter by a pattern in the DN", ours, &bare);
    if (objects.model()->rowCount() != proxy.rowCount())
        std::fprintf(stderr, "the filters do not agree: %d and %d rows\n", objects.model()->rowCount(), proxy.rowCount());
    ours = measured([&] { filtered("attr:title~\"engineer 7\" action:add"); }, &probe);
    print("filter by a value and the action", ours);
    ours = measured([&] { filtered(""); }, &probe);
    bare = measured([&] { proxy.setFilterRegularExpression(QString()); });
    print("no filter", ours, &bare);

    ours = measured(
        [&] {
            objects.horizontalHeader()->setSortIndicator(ObjectsModel::Dn, Qt::DescendingOrder);
            settled();
        },
        &probe);
    bare = measured([&] { proxy.sort(2, Qt::DescendingOrder); });
    print("sort by DN", ours, &bare);

    ours = measured([&] { scroll(objects); });
    bare = measured([&] { scroll(view); });
    print("scroll through in 100 steps, each painted", ours, &bare);
    return 0;
}
