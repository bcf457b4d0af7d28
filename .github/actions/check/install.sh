# Installs the checkout that this action is part of, with its pinned dependencies, into a folder of its own.
# Python runs isolated (-I): the working folder holds the drafts, and with them perhaps a file that is called like a module.
set -euo pipefail

root="$(cd "$GITHUB_ACTION_PATH/../../.." && pwd)"
home="$RUNNER_TEMP/kakehashi"
python="$(command -v python3 || command -v python)"

if ! "$python" -I -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "::error title=Kakehashi::Python 3.11 or newer is needed; $python is $("$python" -V). Put actions/setup-python before this step."
  exit 2
fi
"$python" -I -m venv "$home"
bin="$home/bin"
[ -d "$bin" ] || bin="$home/Scripts"
"$bin/python" -I -m pip install --quiet --disable-pip-version-check --require-hashes -r "$root/requirements.lock"
"$bin/python" -I -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation "$root"
echo "$bin" >> "$GITHUB_PATH"
