#!/usr/bin/env bash
# Makes the archives beside this file: stores that the engine wrote which Argo had of its own before Akka.NET,
# each with its workspace. ARGO is the program of commit bbc0b24, a Debug build: that has failpoints.
# Usage, as root: make.sh ARGO
set -euo pipefail
if [ "${GOLDEN:-}" != inside ]; then # a host name of its own, for the owner of an execution names the host
  GOLDEN=inside exec unshare --uts bash "$0" "$@"
fi
hostname golden
argo=$(realpath "$1") here=$(dirname "$(realpath "$0")") top=/tmp/golden
export HOME=$top/home USER=golden LOGNAME=golden XDG_CONFIG_HOME=$top/home XDG_DATA_HOME=$top/home

begin() { # a new workspace and an empty data directory
  rm -rf "$top" && mkdir -p "$top/home" "$top/ws/old/sub" && cd "$top"
  printf 'before\n' >ws/a.txt && printf 'a draft of notes\n' >ws/notes.txt && printf 'moved\n' >ws/mv.txt
  printf 'to be deleted\n' >ws/gone.txt && printf 'one\n' >ws/old/one.txt && printf 'two\n' >ws/old/sub/two.txt
  printf '#!/bin/sh\n' >ws/tool.sh && ln -s nowhere ws/old/dangling
  chmod 0755 ws ws/old ws/old/sub && chmod 0644 ws/*.* ws/old/one.txt && chmod 0600 ws/old/sub/two.txt
  find ws -exec touch -h -d 2026-01-02T03:04:05Z {} +
}
plan() { # id, on_failure, steps
  printf '{"plan_id":"plan-%s","intent_id":"intent-%s","transcription_id":"transcription-%s","on_failure":"%s","steps":[%s]}' \
    "$1" "$1" "$1" "$2" "$3" >"$top/$1.json"
}
run() { # id, exit code, failpoint
  local at=(--data "$top/data" --workspace "$top/ws") exit=0
  "$argo" dry-run "$1.json" -o "$1.report" "${at[@]}" >/dev/null
  "$argo" approve "$1.report" --by ada --expires 1h -o "$1.approval" "${at[@]}" >/dev/null 2>&1
  ARGO_FAILPOINT=${3:-} "$argo" execute "$1.json" --report "$1.report" --approval "${4:-$1}.approval" \
    --execution-id "exec-$1" "${at[@]}" >"$1.out" 2>&1 || exit=$?
  [ "$exit" = "$2" ] || { cat "$1.out"; echo "$1: exit $exit, not $2" >&2; return 1; }
}
keep() { # name
  tar --sort=name --owner=0 --group=0 --numeric-owner --format=posix -C "$top" --exclude=argo.log -czf "$here/$1.tar.gz" data ws
}
EVERYTHING='
  {"step_id":1,"action_type":"write","target":"a.txt","parameters":{"content":"after\n"}},
  {"step_id":2,"action_type":"write","target":"new/deep/n.txt","parameters":{"content":"new\n","mode":"0600","create_parents":true}},
  {"step_id":3,"action_type":"delete","target":"gone.txt"},
  {"step_id":4,"action_type":"delete","target":"old","parameters":{"recursive":true}},
  {"step_id":5,"action_type":"modify","target":"notes.txt","parameters":{"edits":[{"find":"draft","replace":"final","count":1}]}},
  {"step_id":6,"action_type":"move","target":"mv.txt","parameters":{"destination":"new/moved.txt"}},
  {"step_id":7,"action_type":"chmod","target":"tool.sh","parameters":{"mode":"0755"}}'
TWO='
  {"step_id":1,"action_type":"write","target":"one.txt","parameters":{"content":"1\n"}},
  {"step_id":2,"action_type":"write","target":"two.txt","parameters":{"content":"2\n"}}'

begin
plan rolled-back rollback "$EVERYTHING" && run rolled-back 1 swap.rename.before:3=fail
plan partial stop "$TWO" && run partial 8 swap.rename.before:2=fail
plan completed rollback "$EVERYTHING" && run completed 0
plan aborted rollback '{"step_id":1,"action_type":"delete","target":"one.txt"}' && run aborted 6 '' partial
keep finished

for killed in staged=commit.prepared.before prepared=commit.prepared.after half=swap.rename.before:5; do
  begin
  plan "${killed%%=*}" rollback "$EVERYTHING" && run "${killed%%=*}" 137 "${killed#*=}"
  keep "${killed%%=*}"
done
rm -rf "$top"
