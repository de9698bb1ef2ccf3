#!/usr/bin/env bash
# Runs its arguments with a Python that can start the bootstrap: any from 3.8 on. The service's own Python 3.10 is found
# later, by uv; here pyenv may answer "python3: not installed" because .python-version names a version it lacks.
set -euo pipefail

fit='import sys; sys.exit(sys.version_info < (3, 8))'
whole='import ensurepip, venv'
first=
for candidate in python3 python3.10 /usr/bin/python3 /usr/local/bin/python3 python3.{14,13,12,11,9,8} \
                 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.*/bin/python3 python; do
    "$candidate" -c "$fit" >/dev/null 2>&1 || continue
    # One that can make a virtual environment is better: Debian's own lacks ensurepip without python3-venv.
    if "$candidate" -c "$whole" >/dev/null 2>&1; then
        exec "$candidate" "$@"
    fi
    first=${first:-$candidate}
done
if [ -n "$first" ]; then
    exec "$first" "$@"
fi
echo "No Python 3.8 or newer found: install one (Debian, Ubuntu: apt-get install python3 python3-venv), then try again." >&2
exit 1
