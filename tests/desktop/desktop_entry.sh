#!/usr/bin/env bash
# The desktop entry and the MIME types as a system takes them: valid, and a project, a journal and LDIF are recognised
# and lead to Anchorage. 77 where the tools are missing: the test is skipped then.
set -euo pipefail
source=$(cd "$(dirname "$0")/../.." && pwd)
for tool in desktop-file-validate update-desktop-database update-mime-database xdg-mime mimetype; do
    command -v $tool >/dev/null || { echo "$tool is missing: app/setup.sh test installs it"; exit 77; }
done

desktop-file-validate --warn-kde "$source/resources/desktop/anchorage.desktop"

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME=$home XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config XDG_CACHE_HOME=$home/cache
export XDG_CURRENT_DESKTOP=none DISPLAY=
mkdir -p "$XDG_DATA_HOME/mime/packages" "$XDG_DATA_HOME/applications" "$XDG_CONFIG_HOME"
cp "$source/resources/desktop/anchorage-mime.xml" "$XDG_DATA_HOME/mime/packages/anchorage.xml"
cp "$source/resources/desktop/anchorage.desktop" "$XDG_DATA_HOME/applications/"
problems=$(update-mime-database "$XDG_DATA_HOME/mime" 2>&1 | grep -v "^$" || true)
[ -z "$problems" ] || { echo "update-mime-database: $problems"; exit 1; }
update-desktop-database "$XDG_DATA_HOME/applications"

# FILE TYPE: what a file of that name and content is.
recognised() {
    local found
    found=$(xdg-mime query filetype "$1")
    [ "$found" = "$2" ] || { echo "$1 is $found, expected $2"; exit 1; }
    found=$(xdg-mime query default "$2")
    [ "$found" = anchorage.desktop ] || { echo "$2 is opened with '$found', expected anchorage.desktop"; exit 1; }
}
cp "$source/resources/examples/contoso.anchorage" "$home/project.anchorage"
cp "$source/resources/examples/contoso.anchorage" "$home/project-without-suffix"
printf '{"journal":"anchorage","version":1}\n' >"$home/run.journal"
printf 'dn: cn=ann\nchangetype: add\nobjectClass: user\n' >"$home/batch.ldif"
recognised "$home/project.anchorage" application/x-anchorage-project
recognised "$home/project-without-suffix" application/x-anchorage-project
recognised "$home/run.journal" application/x-anchorage-journal
recognised "$home/batch.ldif" text/x-ldif
