#!/usr/bin/env python3
"""Writes the Contoso example: objects (contoso.json) and the database they are exported to (contoso.sql,
contoso.db). Seeded, so that the same files come out every time; the files are checked in.

Usage: resources/examples/generate.py
"""
import json
import pathlib
import random
import sqlite3

random.seed(20260124)
here = pathlib.Path(__file__).resolve().parent
PEOPLE = "ou=People,dc=contoso,dc=example"
GROUPS = "ou=Groups,dc=contoso,dc=example"

# Given names and family names in several scripts; the last letters of a row are its share.
NAMES = [
    ("Anna Ben Clara David Emma Felix Greta Hugo Ida Jonas Klara Leon Mia Noah Olivia Paul Ruth Simon Tessa Viktor".split(),
     "Adler Becker Carlsen Doyle Evans Fischer Green Hoffmann Irving Jensen Keller Lindqvist Moreau Novak Olsen".split()),
    ("Zoë Søren Łucja José Ángel Žofia Çağla Þóra Ilse Renée".split(),
     "Müller Dvořák Núñez Šimić Öztürk Ångström Łukasik Þórsson D’Amico García".split()),
    ("Анна Борис Вера Дмитрий Елена Игорь Мария Олег".split(), "Иванова Петров Сидоренко Ковальчук Морозова Лебедев".split()),
    ("Ελένη Γιώργος Μαρία Νίκος".split(), "Παπαδάκη Γεωργίου Αντωνίου Οικονόμου".split()),
    ("敏 芳 伟 静 磊 娜".split(), "王 李 张 刘 陈 杨".split()),
    ("さくら 健太 陽子 大輔".split(), "佐藤 鈴木 高橋 田中".split()),
    ("민준 서연 지훈".split(), "김 이 박 최".split()),
    ("أحمد فاطمة يوسف ليلى".split(), "حداد منصور خليل".split()),
    ("נועה דוד תמר".split(), "כהן לוי פרץ".split()),
    ("आरव प्रिया रोहन".split(), "शर्मा पटेल गुप्ता".split()),
    ("สมชาย กัญญา".split(), "ใจดี ศรีสุข".split()),
]
WEIGHTS = [30, 14, 14, 8, 10, 7, 5, 6, 3, 5, 3]
DEPARTMENTS = ["Engineering", "Finance", "Human Resources", "IT", "Legal", "Marketing", "Operations", "Sales"]
TITLES = ["Analyst", "Architect", "Consultant", "Coordinator", "Developer", "Engineer", "Specialist", "Technician"]

people, taken = [], set()


def person(number):
    while True:
        given, family = random.choices(NAMES, WEIGHTS)[0]
        first, last = random.choice(given), random.choice(family)
        name = f"{first} {last}"
        if name not in taken:
            break
        # The second of a name gets a middle initial, as in a real directory.
        name = f"{first} {random.choice('ABCDEFGHKLMNPRST')}. {last}"
        if name not in taken:
            break
    taken.add(name)
    department = random.choice(DEPARTMENTS)
    return {
        "dn": f"cn={name},{PEOPLE}",
        "displayName": name,
        "givenName": first,
        "sn": last,
        "employeeId": f"E{10000 + number}",
        "mail": f"e{10000 + number}@contoso.example",
        "title": random.choice(TITLES),
        "department": department,
        "phone": f"+1 555 01{number % 100:02d}" if random.random() < 0.7 else None,
        "active": True,
        "manager": None,
        "proxy": sorted({f"smtp:e{10000 + number}@mail.contoso.example"} | ({f"smtp:{department.split()[0].lower()}{number}@contoso.example"}
                        if random.random() < 0.3 else set())),
    }


people = [person(i) for i in range(300)]
old, new = people[:70], people[70:]
known_heads = {department: next(p for p in old if p["department"] == department) for department in DEPARTMENTS
               if any(p["department"] == department for p in old)}
for someone in old:
    head = known_heads.get(someone["department"])
    if head and head is not someone:
        someone["manager"] = head["dn"]
# New people: one in eight is a new head without a manager, the others report to a new or an old one.
new_heads = new[::8]
for position, someone in enumerate(new):
    if position % 8 != 0:
        someone["manager"] = random.choice(new_heads)["dn"] if random.random() < 0.7 else random.choice(list(known_heads.values()))["dn"]

old_groups = [{"dn": f"cn=all {d},{GROUPS}", "displayName": f"All of {d}", "description": None,
               "member": [p["dn"] for p in old if p["department"] == d]} for d in DEPARTMENTS]

objects, identifier = [], 0
USER_TEXT = ["displayName", "givenName", "sn", "employeeId", "mail", "title", "department", "phone"]


def user_values(someone):
    values = {name: someone[name] for name in USER_TEXT if someone[name] is not None}
    values["active"] = someone["active"]
    if someone["manager"]:
        values["manager"] = someone["manager"]
    values["proxy"] = someone["proxy"]
    return values


def group_values(group):
    values = {name: group[name] for name in ("displayName", "description") if group.get(name)}
    if group["member"]:
        values["member"] = group["member"]
    return values


def text(name, new_value, old_value):
    change = {"name": name, "modification": "Update", "add": [new_value], "delete": [old_value]}
    if old_value is None:
        return {"name": name, "modification": "Add", "add": [new_value]}
    if new_value is None:
        return {"name": name, "modification": "Delete"}
    return change


def reference(name, add, delete, multi):
    change = {"name": name, "type": "Reference", **({"multiValued": True} if multi else {}), "modification": "Update"}
    if add:
        change["add"] = add
    if delete:
        change["delete"] = delete
    if not delete and not multi:
        change["modification"] = "Add"
    return change


ids = {}
for entry, kind in [(p, "user") for p in old] + [(g, "group") for g in old_groups]:
    identifier += 1
    ids[entry["dn"]] = identifier

leavers = old[60:68]
again = old[68]  # deleted and added anew: a delete-add
married = [p for p in old[20:60] if p["givenName"] in NAMES[0][0]][:5]
for position, someone in enumerate(old):
    pending = None
    if someone in leavers:
        pending = {"operation": "delete"}
    elif someone is again:
        pending = {"operation": "delete-add", "attributes": {**user_values(someone), "employeeId": "E20001", "title": "Consultant"}}
    else:
        changes = []
        if someone in married:
            family = random.choice(["Sandberg", "Whitmore", "O’Neill"])
            name = f"{someone['givenName']} {family}"
            while name in taken:
                name = f"{someone['givenName']} {random.choice('ABCDEFGH')}. {family}"
            taken.add(name)
            pending = {"operation": "update", "newDn": f"cn={name},{PEOPLE}"}
            changes = [text("displayName", name, someone["displayName"]), text("sn", family, someone["sn"])]
        elif position % 3 == 1:
            changes = [text("title", "Senior " + someone["title"], someone["title"])]
            if position % 2:
                changes.append(text("phone", None if someone["phone"] else "+1 555 0199", someone["phone"]))
            if position % 5 == 0:
                moved = random.choice(new_heads)["dn"]
                changes.append(reference("manager", [moved], [someone["manager"]] if someone["manager"] else [], False))
            if position % 7 == 0:
                changes.append({"name": "proxy", "multiValued": True, "modification": "Update",
                                "add": [f"smtp:news{position}@contoso.example"], "delete": someone["proxy"][:1]})
        if changes:
            pending = {"operation": "update", **({"newDn": pending["newDn"]} if pending else {}), "changes": changes}
    objects.append({"dn": someone["dn"], "type": "user", "anchors": {"id": ids[someone["dn"]]}, "image": user_values(someone),
                    **({"pending": pending} if pending else {}), "exported": True})

gone = {p["dn"] for p in leavers}
for group in old_groups:
    department = group["dn"][len("cn=all "):].split(",")[0]
    joins = [p["dn"] for p in new if p["department"] == department][:6]
    leaves = [dn for dn in group["member"] if dn in gone]
    pending = {"operation": "update", "changes": [reference("member", joins, leaves, True)]} if joins or leaves else None
    objects.append({"dn": group["dn"], "type": "group", "anchors": {"id": ids[group["dn"]]}, "image": group_values(group),
                    **({"pending": pending} if pending else {}), "exported": True})

# Groups first in the file, so that their members are still to come.
projects = []
for number in range(24):
    size = random.randrange(4, 15)
    projects.append({"dn": f"cn=project {number + 1:02d},{GROUPS}", "displayName": f"Project {number + 1}",
                     "description": f"Made for the example, number {number + 1}",
                     "member": [p["dn"] for p in random.sample([p for p in new + old[:60] if p not in married], size)]})
for number, group in enumerate(projects):
    if number % 4 == 0 and number + 1 < len(projects):
        group["member"].append(projects[number + 1]["dn"])  # a group within a group
projects[3]["member"].append(old_groups[0]["dn"])
projects[10]["member"].append(projects[20]["dn"])
projects[20]["member"].append(projects[10]["dn"])  # and two that hold each other
for group in projects:
    objects.append({"dn": group["dn"], "type": "group", "pending": {"operation": "add", "attributes": group_values(group)}})
for someone in new:
    objects.append({"dn": someone["dn"], "type": "user", "pending": {"operation": "add", "attributes": user_values(someone)}})

lines = ",\n".join(json.dumps(o, ensure_ascii=False) for o in objects)
(here / "contoso.json").write_text('{"anchorageSpace": 1,\n"style": "Ldap",\n"objects": [\n' + lines + "\n]}\n", encoding="utf-8")


def quoted(value):
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int):
        return str(value)
    return "'" + value.replace("'", "''") + "'"


sql = ["""-- The database that the Contoso example exports to, as it is before the export. Made by generate.py.
CREATE TABLE ids (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL);
CREATE TABLE users (id INTEGER PRIMARY KEY REFERENCES ids(id), dn TEXT NOT NULL UNIQUE COLLATE NOCASE, display_name TEXT NOT NULL,
    given_name TEXT, surname TEXT, employee_id TEXT UNIQUE, mail TEXT, title TEXT, department TEXT, telephone TEXT,
    active INTEGER NOT NULL DEFAULT 1, manager_id INTEGER REFERENCES ids(id));
CREATE TABLE user_proxies (user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE, address TEXT NOT NULL,
    PRIMARY KEY (user_id, address));
CREATE TABLE groups (id INTEGER PRIMARY KEY REFERENCES ids(id), dn TEXT NOT NULL UNIQUE COLLATE NOCASE, display_name TEXT NOT NULL,
    description TEXT);
CREATE TABLE group_members (group_id INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL REFERENCES ids(id), PRIMARY KEY (group_id, member_id));
"""]
for dn, number in ids.items():
    sql.append(f"INSERT INTO ids VALUES ({number}, {quoted('group' if dn.endswith(GROUPS) else 'user')});")
for p in old:
    row = [ids[p["dn"]], p["dn"], p["displayName"], p["givenName"], p["sn"], p["employeeId"], p["mail"], p["title"], p["department"],
           p["phone"], p["active"], ids[p["manager"]] if p["manager"] else None]
    sql.append(f"INSERT INTO users VALUES ({', '.join(map(quoted, row))});")
    for address in p["proxy"]:
        sql.append(f"INSERT INTO user_proxies VALUES ({ids[p['dn']]}, {quoted(address)});")
for g in old_groups:
    sql.append(f"INSERT INTO groups VALUES ({ids[g['dn']]}, {quoted(g['dn'])}, {quoted(g['displayName'])}, NULL);")
    for dn in g["member"]:
        sql.append(f"INSERT INTO group_members VALUES ({ids[g['dn']]}, {ids[dn]});")
script = "\n".join(sql) + "\n"
(here / "contoso.sql").write_text(script, encoding="utf-8")
database = here / "contoso.db"
database.unlink(missing_ok=True)
connection = sqlite3.connect(database)
connection.executescript("PRAGMA journal_mode = DELETE;\nBEGIN;\n" + script + "COMMIT;\nVACUUM;")
connection.close()
print(f"{len(objects)} objects: {len(new)} new users, {len(projects)} new groups, {len(leavers)} deletes, "
      f"{sum(1 for o in objects if o.get('pending', {}).get('newDn'))} renames")
