#!/bin/sh
# Makes the virtual environment named by the first argument, or says which Debian package is missing.
set -eu

venv=$1
if "$venv/bin/python" -m pip --version > /dev/null 2>&1; then
    exit 0
fi

python=
for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' > /dev/null 2>&1; then
        python=$name
        break
    fi
done
if [ -z "$python" ]; then
    found=$(python3 --version 2> /dev/null || echo "no python3 at all")
    echo "Tarjih needs Python 3.11 or newer; found: $found." >&2
    echo "On Debian 12, Ubuntu 24.04 or newer: sudo apt-get install python3 python3-venv" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' > /dev/null 2>&1; then
    package=python3-venv
    if [ "$python" != python3 ]; then
        package=$python-venv
    fi
    echo "Tarjih needs Python's venv module with ensurepip; $python lacks it." >&2
    echo "On Debian or Ubuntu: sudo apt-get install $package" >&2
    exit 1
fi
echo "Making $venv with $("$python" --version) ..."
if ! "$python" -m venv --clear "$venv"; then
    echo "$python could not make $venv (its own words stand above)." >&2
    echo "On Debian or Ubuntu, first try: sudo apt-get install python3-venv" >&2
    exit 1
fi
