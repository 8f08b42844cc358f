#!/bin/sh
# Whether an executable of gwctl works on this machine:   sh smoke.sh FILE VERSION
set -eu

file=$1
version=$2
case $file in /*) ;; *) file=./$file ;; esac
if [ -w "$file" ]; then chmod +x "$file"; fi

# $1 what must be in what the arguments behind it print.
expect() {
  wanted=$1
  shift
  said=$("$file" "$@" 2>&1) || {
    echo "error: $file $* ended with $?: $said" >&2
    exit 1
  }
  case $said in
    *"$wanted"*) echo "ok: $file $*" ;;
    *)
      echo "error: $file $* does not say \"$wanted\": $said" >&2
      exit 1
      ;;
  esac
}

expect 'COMMAND [flags]' --help
expect "gwctl v$version" --version
expect "v$version" version --client
expect 'Routes:' status --demo
expect '<svg' graph gateway/web -n infra --demo -o svg
