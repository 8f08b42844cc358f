#!/usr/bin/env bash
# The first step of action.yml: puts gwctl on the PATH of the steps behind it.
set -euo pipefail

place=$RUNNER_TEMP/gwctl
downloads=${GWCTL_DOWNLOADS:-https://github.com/owner--unset/gwctl/releases/download/v$GWCTL_VERSION}

fail() {
  echo "::error title=gwctl::$*"
  exit 1
}

[[ $GWCTL_VERSION =~ ^[0-9A-Za-z.-]+$ ]] || fail "the input version is not the number of a version"
mkdir -p "$place"
case $GWCTL_INSTALL in
  release)
    if [[ $RUNNER_OS = Windows ]]; then
      archive=gwctl-$GWCTL_VERSION-windows-$(tr '[:upper:]' '[:lower:]' <<<"$RUNNER_ARCH")
      curl -fsSL --retry 3 -o "$place/checksums.txt" "$downloads/checksums.txt"
      curl -fsSL --retry 3 -o "$place/$archive.zip" "$downloads/$archive.zip"
      (cd "$place" && grep -F "  $archive.zip" checksums.txt | sha256sum --check --quiet -) ||
        fail "$archive.zip is not what was released"
      unzip -q -o "$place/$archive.zip" -d "$place"
      bin=$place/$archive
    else
      # It knows the checksums of the archives of its version.
      curl -fsSL --retry 3 -o "$place/install.sh" "$downloads/install.sh" || fail "there is no gwctl $GWCTL_VERSION at $downloads"
      GWCTL_DOWNLOADS=$downloads sh "$place/install.sh" --prefix "$place" || fail "gwctl $GWCTL_VERSION could not be installed"
      bin=$place/bin
    fi
    ;;
  npm)
    npm install --global --no-audit --no-fund --prefix "$place" "gwctl@$GWCTL_VERSION" || fail "npm could not install gwctl@$GWCTL_VERSION"
    bin=$place/bin
    if [[ $RUNNER_OS = Windows ]]; then bin=$place; fi
    ;;
  none) exit ;;
  *) fail "the input install is $GWCTL_INSTALL, and not release, npm or none" ;;
esac
if [[ $RUNNER_OS = Windows ]]; then bin=$(cygpath -w "$bin"); fi
echo "$bin" >>"$GITHUB_PATH"
