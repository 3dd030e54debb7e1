# Read by the other scripts, never run. It leaves them in the project folder.
# shellcheck shell=sh
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"

heading() { printf '\n== %s\n' "$*"; }

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Where the project lies, and the names and contents of all files below the given paths.
fingerprint() {
    {
        echo "$root"
        find "$@" -type f ! -path '*/__pycache__/*' -print0 | sort -z | xargs -0 sha256sum
    } | sha256sum
}

# once STAMP "PATH..." COMMAND...: runs the command unless everything below the paths is as
# it was when the command last went well. Starting Django to find out that there is nothing
# to do takes a second and a half each time; this takes a hundredth.
once() {
    once_stamp=$1
    # shellcheck disable=SC2086 # several paths, some with wildcards
    once_state=$(fingerprint $2)
    shift 2
    [ "$once_state" = "$(cat "$once_stamp" 2>/dev/null)" ] && return
    "$@"
    printf '%s\n' "$once_state" >"$once_stamp"
}
