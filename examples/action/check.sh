#!/usr/bin/env bash
# Runs preflight and refscan for action.yml: TASK, ARGS, SCAN, UNDECIDED and SARIF are its inputs.
# What they find becomes annotations, the summary of the job and a SARIF file. The exit code
# is no reason to end here: it goes to the output "code", and a later step ends with it.
set -euo pipefail

bin=$RUNNER_TEMP/ecrkit
out=$(mktemp -d "$RUNNER_TEMP/ecrkit-answer.XXXXXX") # a job may use the action twice
code=0

# output NAME VALUE: sets an output of this step.
output() { printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"; }

# refuse TEXT: says what is wrong with the inputs.
refuse() {
  printf '::error title=ecrkit::%s\n' "$1"
  code=2
}

# plain FILE: prints a file none of whose lines is a command of the workflow, whatever the files
# of the repository are called and hold.
plain() {
  local token
  token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  printf '::stop-commands::%s\n' "$token"
  cat "$1"
  printf '::%s::\n' "$token"
}

# each_line TEXT FUNCTION: calls the function with each line that is not empty.
each_line() {
  local line
  while IFS= read -r line; do
    line=${line%$'\r'}
    if [ -n "$line" ]; then "$2" "$line"; fi
  done <<<"$1"
}

add_task() { preflight+=(-task "$1"); }

# add_flag LINE: "-policy my role.json" is a name and a value, "-policy=my role.json" both in one.
add_flag() {
  local name=${1%% *}
  if [[ $1 == *' '* && $name == -* && $name != *=* ]]; then
    preflight+=("$name" "${1#* }")
  else
    preflight+=("$1")
  fi
}

# add_path NAME: a name that begins with - is no flag, and not standard input.
add_path() {
  if [[ $1 == -* ]]; then
    refscan+=("./$1")
  else
    refscan+=("$1")
  fi
}

# answers PROGRAM STATUS: says why a program has no answer where it has none.
answers() {
  if [ "$2" = 0 ] || [ "$2" = 1 ] || [ "$2" = 3 ]; then return 0; fi
  plain "$out/$1.error"
  if [ "$2" = 2 ]; then
    refuse "$1 could not read what it was given: the log says what"
  else
    refuse "$1 did not run (exit code $2): the log says why"
  fi
  return 1
}

# ask_preflight: runs it once for each format.
ask_preflight() {
  local format status verdict
  for format in json sarif markdown github; do
    status=0
    # -format stands right behind what was given: a flag without its value takes it for the value, and the
    # name of the format that is left is refused. -hook=false is a flag that changes nothing: without any,
    # preflight checks its own sample.
    "${preflight[@]}" -format "$format" -hook=false </dev/null >"$out/preflight.$format" 2>"$out/preflight.error" || status=$?
    if ! answers preflight "$status"; then return; fi
  done
  verdict=$(sed -n 's/^  "verdict": "\([a-z-]*\)",$/\1/p' "$out/preflight.json")
  if [ -z "$verdict" ]; then
    refuse 'preflight checks nothing with these args: leave out -h and -version'
    return
  fi
  cat "$out/preflight.github"
  cat "$out/preflight.markdown" >>"$GITHUB_STEP_SUMMARY"
  output verdict "$verdict"
  output sarif "$out/preflight.sarif"
  if [ "$status" != 3 ] || [ "$UNDECIDED" = fail ]; then code=$status; fi
}

# ask_refscan: runs it. matcher.json makes annotations of what it prints.
ask_refscan() {
  local status=0
  "${refscan[@]}" >"$out/refscan.text" 2>"$out/refscan.error" || status=$?
  printf '::add-matcher::%s\n' "$GITHUB_ACTION_PATH/matcher.json"
  plain "$out/refscan.text"
  printf '::remove-matcher owner=ecrkit-refscan::\n'
  if [ -s "$out/refscan.text" ]; then
    { printf '\n### Mistyped images\n\n' && sed 's/^/    /' "$out/refscan.text"; } >>"$GITHUB_STEP_SUMMARY"
  fi
  if answers refscan "$status"; then
    plain "$out/refscan.error"
    if [ "$code" = 0 ]; then code=$status; fi
  fi
}

preflight=("$bin/preflight")
refscan=("$bin/refscan" -check)
each_line "$TASK" add_task
each_line "$ARGS" add_flag
each_line "$SCAN" add_path

if [ "$UNDECIDED" != fail ] && [ "$UNDECIDED" != pass ]; then
  refuse 'undecided is neither fail nor pass'
elif [ "$SARIF" != true ] && [ "$SARIF" != false ]; then
  refuse 'sarif is neither true nor false'
elif [ ${#preflight[@]} = 1 ] && [ ${#refscan[@]} = 2 ]; then
  refuse 'nothing to check: give task, args or scan'
else
  if [ ${#preflight[@]} != 1 ]; then ask_preflight; fi
  if [ ${#refscan[@]} != 2 ]; then ask_refscan; fi
fi
output code "$code"
