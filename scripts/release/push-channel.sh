#!/bin/sh
# Puts the files of a channel into its repository:   sh push-channel.sh FOLDER REPOSITORY MESSAGE
set -eu

folder=$1
repository=$2
message=$3

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone --quiet --depth 1 "$repository" "$work/clone"
cp -R "$folder/." "$work/clone/"
cd "$work/clone"
git add --all
if git diff --cached --quiet; then
  echo "nothing changed: $message"
  exit
fi
git -c user.name=gwctl -c user.email=gwctl@users.noreply.github.com commit --quiet --message "$message"
git push --quiet origin HEAD
echo "pushed: $message"
