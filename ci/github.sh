#!/usr/bin/env bash
# What action.yml runs: the rounds, one verdict over all of them, and on the default branch the baseline. Ends with the verdict's
# exit code. Words come from variables, never from the text of the workflow.
set -euo pipefail

# A project that has buha uses its own; else this checkout is built.
if [ -x node_modules/.bin/buha ]; then
  buha=(node_modules/.bin/buha)
else
  [ -d "$BUHA_ACTION/node_modules" ] || (cd "$BUHA_ACTION" && npm ci)
  [ -f "$BUHA_ACTION/dist/buha.js" ] || (cd "$BUHA_ACTION" && node build.mjs)
  buha=(node "$BUHA_ACTION/dist/buha.js")
fi

mkdir -p buha-ci/baselines
read -r -a words <<< "$BUHA_RUN"
# The verdict is that of all rounds together, below.
"${buha[@]}" run "${words[@]}" --rounds "$BUHA_ROUNDS" --no-gate --yes --results buha-ci/results

judged=()
if compgen -G 'buha-ci/baselines/*.json' > /dev/null; then judged+=(--baseline buha-ci/baselines); fi
if [ -n "${BUHA_SLO:-}" ]; then judged+=(--slo "$BUHA_SLO"); fi

verdict=0
"${buha[@]}" gate buha-ci/results/*/* ${judged[@]+"${judged[@]}"} \
  --format html -o buha-ci/verdict.html --junit buha-ci/gate.xml --json buha-ci/gate.json || verdict=$?
# The summary of the step has been written; this is the same for a comment.
env -u GITHUB_ACTIONS "${buha[@]}" gate buha-ci/results/*/* ${judged[@]+"${judged[@]}"} \
  --format github -o buha-ci/comment.md || true

if [ "${GITHUB_EVENT_NAME:-}" != pull_request ] && [ "${GITHUB_REF_NAME:-}" = "${BUHA_DEFAULT_BRANCH:-}" ]; then
  "${buha[@]}" baseline append buha-ci/results/*/* --baselines buha-ci/baselines
fi

if [ -n "${GITHUB_OUTPUT:-}" ]; then echo "verdict=$verdict" >> "$GITHUB_OUTPUT"; fi
exit "$verdict"
