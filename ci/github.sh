#!/usr/bin/env bash
# What action.yml runs: the rounds, one verdict over all of them, and on the default branch the baseline. Ends with the verdict's
# exit code. Words come from variables, never from the text of the workflow.
set -euo pipefail

finish() {
  if [ -n "${GITHUB_OUTPUT:-}" ]; then echo "verdict=$1" >> "$GITHUB_OUTPUT"; fi
}

# A machine that is used again holds what the job before it left.
rm -rf buha-ci/results buha-ci/verdict.html buha-ci/comment.md buha-ci/gate.xml buha-ci/gate.json
mkdir -p buha-ci/baselines

# Words as a shell splits them, on one line or several; nothing in them is run. Of words that cannot be split none is taken: those
# before a lone quote without the address behind it would send the load elsewhere.
split() { printf '%s\n' "$BUHA_RUN" | xargs printf '%s\0'; }
if ! split > /dev/null 2>&1; then
  echo "::error title=buha::The words of 'run' have a quote that is not closed within its line: close it, or write a backslash before it (it\\'s). Nothing was run." >&2
  finish 2
  exit 2
fi
words=()
while IFS= read -r -d '' word; do words+=("$word"); done < <(split)

# A project that has buha uses its own; else this checkout is built. What installs and builds needs no secret of the tested system.
if [ -x node_modules/.bin/buha ]; then
  buha=(node_modules/.bin/buha)
else
  [ -d "$BUHA_ACTION/node_modules" ] || (cd "$BUHA_ACTION" && env -u BUHA_HEADERS npm ci)
  [ -f "$BUHA_ACTION/dist/buha.js" ] || (cd "$BUHA_ACTION" && env -u BUHA_HEADERS node build.mjs)
  buha=(node "$BUHA_ACTION/dist/buha.js")
fi

# The verdict is that of all rounds together, below. Words for k6 stand behind `--`, so that our own come first.
ran=0
"${buha[@]}" run --rounds "$BUHA_ROUNDS" --no-gate --yes --results buha-ci/results ${words[@]+"${words[@]}"} || ran=$?

# One round lies in the results, several in a folder of theirs.
runs='buha-ci/results/*/*'
if [ "$BUHA_ROUNDS" = 1 ]; then runs='buha-ci/results/*'; fi
if ! compgen -G "$runs" > /dev/null; then
  if [ "$ran" = 0 ]; then ran=30; fi
  finish "$ran"
  exit "$ran"
fi

judged=()
if compgen -G 'buha-ci/baselines/*.json' > /dev/null; then judged+=(--baseline buha-ci/baselines); fi
if [ -n "${BUHA_SLO:-}" ]; then judged+=(--slo "$BUHA_SLO"); fi

verdict=0
# shellcheck disable=SC2086
"${buha[@]}" gate $runs ${judged[@]+"${judged[@]}"} \
  --format html -o buha-ci/verdict.html --junit buha-ci/gate.xml --json buha-ci/gate.json || verdict=$?
# The summary of the step has been written; this is the same for a comment.
env -u GITHUB_ACTIONS "${buha[@]}" gate $runs ${judged[@]+"${judged[@]}"} \
  --format github -o buha-ci/comment.md || true
# A round that could not be run has passed nothing, whatever the others did.
if [ "$verdict" = 0 ]; then verdict=$ran; fi
finish "$verdict"

# Of what a pull request runs nothing becomes the baseline, whichever event starts it: some of them are told as the default branch.
case "${GITHUB_EVENT_NAME:-}" in
  push | schedule | workflow_dispatch)
    if [ -n "${BUHA_DEFAULT_BRANCH:-}" ] && [ "${GITHUB_REF:-}" = "refs/heads/$BUHA_DEFAULT_BRANCH" ]; then
      # What cannot be kept takes nothing from the verdict.
      "${buha[@]}" baseline append $runs --baselines buha-ci/baselines ||
        echo "::warning title=buha::The baseline was not kept (exit code $?)."
    fi
    ;;
esac

exit "$verdict"
