#!/bin/sh
# The steps that make the image, as a script, so that a test can walk through them without Docker.
#   build.sh python FOLDER   a virtual environment in FOLDER with exactly what the lock file names
#   build.sh pages           web/dist, from sources alone; needs Node and web/schema.json
#   build.sh schema          web/schema.json, from the API
#   build.sh words           compiled translations
#   build.sh kernel          the scheduling kernel's machine code, in NUMBA_CACHE_DIR
#   build.sh static          hashed, compressed static files in STATIC_ROOT
set -eu
cd "$(dirname "$0")/.."
# settings want a key even where nothing is signed; this one is never in a running container
export SECRET_KEY="${SECRET_KEY:-only-while-building}"
export DATA_DIR="${DATA_DIR:-/tmp/topout-build}"

case "${1:-}" in
python)
    if command -v uv >/dev/null; then
        uv venv --quiet "$2"
        uv pip install --quiet --python "$2/bin/python" --require-hashes -r requirements.lock
    else
        python3 -m venv "$2"
        "$2/bin/python" -m pip install --quiet --no-cache-dir --require-hashes -r requirements.lock
    fi
    ;;
schema)
    python manage.py spectacular --format openapi-json --file web/schema.json
    ;;
pages)
    cd web
    npm ci --no-audit --no-fund
    npm run types
    npm run build
    ;;
words)
    python manage.py words
    ;;
kernel)
    python -m scheduling.warm
    ;;
static)
    python manage.py collectstatic --noinput
    ;;
*)
    sed -n '2,9p' "$0" >&2
    exit 2
    ;;
esac
