#!/usr/bin/env bash
# The second step of action.yml: asks gwctl about the manifests, and shows the answer as annotations and on the page of the run.
set -uo pipefail

fail() {
  echo "::error title=gwctl::$*"
  echo "exit-code=2" >>"$GITHUB_OUTPUT"
  exit 2
}

# What is in a message of a workflow command and would end it.
escape() { sed -e 's/%/%25/g' -e 's/\r/%0D/g'; }

# Each problem of status: its line, and the sentence below it.
annotate_status() {
  awk '
    /^[^ ]/ { problems = /^Problems/; next }
    problems && sub(/^  [^ ]+ /, "") { title = $0; gsub(/ +/, " ", title); next }
    title != "" { sub(/^ +/, ""); print title ": " $0; title = "" }
  ' "$answer" | escape | sed 's/^/::error title=gwctl::/'
}

# Findings of analyze at the lines that they are about; gwctl also writes the page of the run.
annotate_analyze() {
  if [[ $GWCTL_SUMMARY != true ]]; then GITHUB_STEP_SUMMARY=; fi
  gwctl "${line[@]}" "${from[@]}" -o github <"$manifests" 2>/dev/null
}

arguments=()
while IFS= read -r line; do
  if [[ $line =~ [^[:space:]] ]]; then arguments+=("$line"); fi
done <<<"$GWCTL_ARGUMENTS"

from=()
while IFS= read -r line; do
  if [[ $line =~ [^[:space:]] ]]; then from+=("--from=$line"); fi
done <<<"$GWCTL_PATH"

answer=$RUNNER_TEMP/gwctl-answer.txt
manifests=/dev/null
if [[ -n $GWCTL_KUSTOMIZATION ]]; then
  manifests=$RUNNER_TEMP/gwctl-manifests.yaml
  kubectl kustomize "$GWCTL_KUSTOMIZATION" >"$manifests" || fail "kubectl kustomize could not build $GWCTL_KUSTOMIZATION"
  from+=(--from=-)
fi
[[ ${#from[@]} -gt 0 ]] || fail "name the manifests with the input path or kustomization"

case $GWCTL_COMMAND in
  status) line=(status --all-namespaces --check --problems=0 ${arguments[@]+"${arguments[@]}"}) ;;
  analyze | test) line=("$GWCTL_COMMAND" ${arguments[@]+"${arguments[@]}"}) ;;
  *) fail "the input command is $GWCTL_COMMAND, and not status, analyze or test" ;;
esac

gwctl "${line[@]}" "${from[@]}" --color=never <"$manifests" >"$answer" 2>&1
code=$?
echo "exit-code=$code" >>"$GITHUB_OUTPUT"

# Names and messages of the manifests are a stranger's: none of them is a command of the workflow.
token=gwctl-$RANDOM$RANDOM$RANDOM
echo "::stop-commands::$token"
cat "$answer"
echo "::$token::"

annotations=
case $GWCTL_COMMAND-$code in
  status-1) annotations=$(annotate_status) ;;
  analyze-[01]) annotations=$(annotate_analyze) ;;
esac
if [[ -n $annotations ]]; then printf '%s\n' "$annotations"; fi
if [[ $code != 0 && $annotations != *::error\ * ]]; then
  echo "::error title=gwctl::gwctl ${line[0]} ended with $code: $(grep -v '^ *$' "$answer" | tail -n 1 | escape)"
fi

if [[ $GWCTL_SUMMARY = true && $GWCTL_COMMAND-$code != analyze-[01] ]]; then
  {
    echo "### gwctl ${line[0]}: exit code $code"
    echo '<pre>'
    # No more than the page takes.
    head -c 900000 "$answer" | sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e 's/>/\&gt;/g'
    echo '</pre>'
  } >>"$GITHUB_STEP_SUMMARY"
fi
exit "$code"
