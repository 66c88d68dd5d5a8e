// One object as a form: attributes with what they should be, what they are and what that changes; the
// values of multi-valued ones below them. Edits go out as wishes: the pane makes an undo step of each.
#pragma once

#include "app/desktop/controller/compose.h"

#include <QAbstractItemModel>
#include <QString>

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

namespace anchorage::desktop {

class EntryModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { Name, ShouldBe, Is, Change, ColumnCount };
    enum Role { TypeRole = Qt::UserRole, MultiValuedRole, EncryptedRole };

    explicit EntryModel(QObject *parent = nullptr);

    /// Of a multi-valued attribute more values than these are counted, not listed.
    static constexpr int valuesListed = 5'000;

    /// What the rows are made of: for an object with very many values in a worker.
    struct Prepared;
    static std::shared_ptr<Prepared> prepare(space::SpaceObject object, const SchemaType *type, space::ReferenceStyle style);
    void take(Prepared &prepared, bool same);
    /// Both at once. The same object again keeps rows and what is expanded.
    void setObject(space::SpaceObject object, const SchemaType *type, space::ReferenceStyle style, bool same);
    void clear();
    const space::SpaceObject &object() const { return m_object; }
    /// Of an index of any depth; null: none.
    const ComposedAttribute *attribute(const QModelIndex &index) const;
    QModelIndex find(const QString &attribute) const;
    /// A value below a multi-valued attribute, the place for a new one apart.
    bool isValue(const QModelIndex &index) const;
    void removeValue(const QModelIndex &index);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &) const override { return ColumnCount; }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    /// The attribute should be these values.
    void valuesWanted(const QString &attribute, const std::vector<anchorage::AttributeValue> &values);
    /// What was typed is no value of the attribute, and why.
    void refused(const QString &why);

private:
    enum class Mark : unsigned char { Same, Added, Removed };
    struct Value {
        AttributeValue value;
        Mark mark = Mark::Same;
    };
    struct Row {
        ComposedAttribute attribute;
        std::vector<Value> values; // multi-valued: what is and what should be, together
    };
    static int listed(const Row &row) { return static_cast<int>(std::min<std::size_t>(row.values.size(), valuesListed)); }
    static std::vector<Row> makeRows(std::vector<ComposedAttribute> composed, space::ReferenceStyle style);
    void update(std::vector<Row> rows);
    QVariant attributeData(const Row &row, int column, int role) const;
    QVariant valueData(const Row &row, int value, int column, int role) const;
    bool editable(const Row &row) const;

    space::SpaceObject m_object;
    std::vector<Row> m_rows;
};

/// A value as one edits it: binary as base64, the rest as it is shown.
QString editText(const AttributeValue &value);
/// "+2 −1", "cleared", "set", "replaced": what is pending for the attribute, in a word.
QString changeText(const ComposedAttribute &attribute);

} // namespace anchorage::desktop
