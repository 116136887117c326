#!/bin/sh
# nominate.sh PERSON BADGE REASON: say that somebody earned a badge. Safe to run again: the key makes it happen once.
set -eu
: "${PLAUDIT_URL:?set PLAUDIT_URL to the address of Plaudit}" "${PLAUDIT_TOKEN:?set PLAUDIT_TOKEN to a token}"
if [ $# -ne 3 ]; then
    echo "usage: nominate.sh PERSON BADGE REASON" >&2
    exit 2
fi

# As text of JSON: quotes and backslashes are escaped, line ends become spaces.
text() { printf '%s' "$1" | tr '\n\t\r' '   ' | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g'; }

body=$(printf '{"nominee": "%s", "badge": "%s", "reason": "%s"}' "$(text "$1")" "$(text "$2")" "$(text "$3")")
key=$(printf '%s' "$body" | cksum | tr -d ' ')
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT

# The token comes over standard input: in the arguments everybody on this machine could read it.
status=$(printf 'header = "Authorization: Token %s"\n' "$PLAUDIT_TOKEN" | curl --silent --show-error --config - \
    --max-time 30 --retry 2 --output "$answer" --write-out '%{http_code}' \
    --header 'Content-Type: application/json' --header "Idempotency-Key: nominate-$key" \
    --data-binary "$body" "$PLAUDIT_URL/api/v1/nominations/")

cat "$answer"
echo
[ "$status" = 201 ] || { echo "Not accepted: $status" >&2; exit 1; }
