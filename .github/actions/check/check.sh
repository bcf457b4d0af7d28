# Runs glossary check with what the environment says; its exit code is that of the step.
set -euo pipefail

options=(--format "${CHECK_FORMAT:-github}")
[ -z "${CHECK_PROFILE:-}" ] || options+=(--profile "$CHECK_PROFILE")
[ -z "${CHECK_READER:-}" ] || options+=(--reader "$CHECK_READER")
[ -z "${CHECK_FAIL_ON:-}" ] || options+=(--fail-on "$CHECK_FAIL_ON")
[ -z "${CHECK_DIFF:-}" ] || options+=(--diff "$CHECK_DIFF")
[ -z "${CHECK_SARIF:-}" ] || options+=(--report "$CHECK_SARIF")

files=()
while IFS= read -r line || [ -n "$line" ]; do
  line="${line%$'\r'}"
  [ -z "$line" ] || files+=("$line")
done <<< "${CHECK_FILES:-.}"

PYTHONUTF8=1 exec glossary check "${options[@]}" -- "${files[@]}"
