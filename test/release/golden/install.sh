#!/bin/sh
# Installs gwctl 1.2.3 for Linux and macOS: https://github.com/owner--unset/gwctl
#
#   sh install.sh [--prefix DIR]               into DIR/lib/gwctl, linked from DIR/bin and DIR/share (default: ~/.local)
#   sh install.sh --uninstall [--prefix DIR]   takes all of it away again
#
# It installs the version that it was made for and nothing else: the checksums of its archives stand below. Nothing is
# written outside of DIR, and DIR is as it was when something fails. GWCTL_DOWNLOADS names a mirror of the release's files.
set -eu

version='1.2.3'
downloads=${GWCTL_DOWNLOADS:-'https://github.com/owner--unset/gwctl/releases/download/v1.2.3'}
# The oldest glibc that the executables run on.
oldest_glibc_minor=17

# Sets the checksum of the archive for a target, its size and that of its files in KiB.
describe_target() {
  case $1 in
    linux-x64) sha256=0123456789012345678901234567890123456789012345678901234567890123 archive_size=48829 unpacked_size=116211 ;;
    linux-x64-musl) sha256=1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a archive_size=48829 unpacked_size=116211 ;;
    linux-arm64) sha256=2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a archive_size=48829 unpacked_size=116211 ;;
    linux-arm64-musl) sha256=3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a archive_size=48829 unpacked_size=116211 ;;
    darwin-x64) sha256=4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a archive_size=48829 unpacked_size=116211 ;;
    darwin-arm64) sha256=5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a archive_size=48829 unpacked_size=116211 ;;
    *) return 1 ;;
  esac
}

main() {
  prefix=${GWCTL_PREFIX:-}
  action=install
  while [ $# -gt 0 ]; do
    case $1 in
      --prefix)
        [ $# -ge 2 ] || die '--prefix needs a folder'
        prefix=$2
        shift
        ;;
      --prefix=*) prefix=${1#--prefix=} ;;
      --uninstall) action=uninstall ;;
      -h | --help)
        printf '%s\n' "usage: sh install.sh [--uninstall] [--prefix DIR]   installs gwctl $version (default of DIR: ~/.local)"
        return
        ;;
      *) die "unknown argument $1: see --help" ;;
    esac
    shift
  done
  if [ -z "$prefix" ]; then
    [ -n "${HOME:-}" ] || die 'HOME is not set: name a folder with --prefix'
    prefix=$HOME/.local
  fi
  case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac
  lib=$prefix/lib/gwctl
  "$action"
}

install() {
  find_target
  sha256='' archive_size=0 unpacked_size=0
  describe_target "$target" || die "there is no gwctl for $target; with Node.js: npm install --global gwctl"
  find_tools
  folder=gwctl-$version-$target
  check_places

  # What this run made, to be taken away again if it fails.
  made='' linked='' stage='' placed='' finished=''
  trap clean_up EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  make_folder "$prefix/lib"
  make_folder "$prefix/bin"
  check_space
  # Beside the place where it belongs: renaming is then one step, and /tmp may be small or without programs.
  stage=$(mktemp -d "$prefix/lib/.gwctl-XXXXXX" 2>&1) || { reason=$stage; stage=''; die "cannot write to $prefix/lib: $reason"; }
  download "$downloads/$folder.tar.gz" "$stage/archive.tar.gz"
  found=$(checksum "$stage/archive.tar.gz")
  [ "$found" = "$sha256" ] ||
    die "$folder.tar.gz is not what was released, and nothing was installed: its checksum is $found, and $sha256 was expected"
  reason=$(tar -xzf "$stage/archive.tar.gz" -C "$stage" 2>&1) || die "cannot unpack $folder.tar.gz in $prefix/lib (is the disk full?): $reason"
  rm -f "$stage/archive.tar.gz"
  check_runs "$stage/$folder/gwctl"
  printf '%s\n' "$version" >"$stage/$folder/.installed" || die "cannot write to $prefix/lib"
  if [ -d "$lib" ]; then mv "$lib" "$stage/old" || die "cannot replace $lib"; fi
  placed=1
  mv "$stage/$folder" "$lib" || die "cannot write $lib"
  make_links
  finished=1
  printf '%s\n' "gwctl $version is installed: $prefix/bin/gwctl"
  case :$PATH: in
    *":$prefix/bin:"*) ;;
    *) printf '%s\n' "$prefix/bin is not on your PATH: add it in the start-up file of your shell" ;;
  esac
}

uninstall() {
  [ -f "$lib/.installed" ] || die "gwctl is not installed in $prefix by this script"
  list_links | while read -r link to; do
    is_ours "$prefix/$link" "$to" && rm -f "$prefix/$link"
    (cd "$prefix" && rmdir -p "$(dirname "$link")" 2>/dev/null) || true
  done
  rm -rf "$lib"
  rmdir "$prefix/lib" "$prefix" 2>/dev/null || true
  printf '%s\n' "gwctl is no longer installed in $prefix"
}

find_target() {
  system=$(uname -s)
  machine=$(uname -m)
  case $system in
    Linux) os=linux ;;
    Darwin) os=darwin ;;
    MINGW* | MSYS* | CYGWIN* | Windows*) die 'this script is for Linux and macOS: on Windows, install gwctl with scoop or winget' ;;
    *) die "there is no gwctl for $system; with Node.js: npm install --global gwctl" ;;
  esac
  case $machine in
    x86_64 | amd64) arch=x64 ;;
    aarch64 | arm64) arch=arm64 ;;
    *) die "there is no gwctl for processors of the kind $machine; with Node.js: npm install --global gwctl" ;;
  esac
  if [ "$os" = darwin ]; then
    # A shell that Rosetta translates takes the machine for an Intel one.
    if [ "$(sysctl -n sysctl.proc_translated 2>/dev/null || true)" = 1 ]; then arch=arm64; fi
    target=darwin-$arch
    return
  fi
  [ "$(getconf LONG_BIT 2>/dev/null || echo 64)" = 64 ] || die "there is no gwctl for systems of 32 bits"
  target=linux-$arch
  glibc=$(getconf GNU_LIBC_VERSION 2>/dev/null || true)
  case $glibc in
    'glibc 2.'*)
      minor=${glibc#glibc 2.}
      minor=${minor%%[!0-9]*}
      [ "$minor" -ge "$oldest_glibc_minor" ] ||
        die "gwctl needs glibc 2.$oldest_glibc_minor or newer, and this system has ${glibc#glibc }"
      ;;
    *) if has_musl; then target=$target-musl; fi ;;
  esac
}

has_musl() {
  case $(ldd --version 2>&1 || true) in *musl*) return 0 ;; esac
  for loader in /lib/ld-musl-*; do
    [ -e "$loader" ] && return 0
  done
  return 1
}

find_tools() {
  if has curl; then fetch=curl; elif has wget; then fetch=wget; else die 'neither curl nor wget is here to download with'; fi
  if has sha256sum; then hash=sha256sum; elif has shasum; then hash=shasum; elif has openssl; then hash=openssl; else
    die 'nothing is here to check the download with: sha256sum, shasum or openssl'
  fi
  for tool in tar gzip mktemp; do has "$tool" || die "$tool is not here"; done
}

has() { command -v "$1" >/dev/null 2>&1; }

checksum() {
  case $hash in
    sha256sum) sha256sum <"$1" ;;
    shasum) shasum -a 256 <"$1" ;;
    openssl) openssl dgst -sha256 -r <"$1" ;;
  esac | sed 's/[^0-9a-f].*//'
}

# Nothing that somebody else put there is written over.
check_places() {
  if [ -e "$lib" ] && [ ! -f "$lib/.installed" ]; then die "$lib is there already, and not of this script: move it away, or name another --prefix"; fi
  for name in gwctl kubectl-gw kubectl_complete-gw; do
    place=$prefix/bin/$name
    if [ -e "$place" ] || [ -h "$place" ]; then
      is_ours "$place" ../lib/gwctl/gwctl || die "$place is there already, and not of this script: move it away, or name another --prefix"
    fi
  done
}

make_folder() {
  [ -d "$1" ] && return
  make_folder "$(dirname "$1")"
  reason=$(mkdir "$1" 2>&1) || die "cannot make the folder $1: $reason"
  made="$1
$made"
}

check_space() {
  free=$(df -Pk "$prefix/lib" 2>/dev/null | awk 'NR == 2 { print $4 }')
  case $free in '' | *[!0-9]*) return ;; esac
  need=$((archive_size + unpacked_size))
  [ "$free" -ge "$need" ] || die "the disk of $prefix is full: gwctl needs $need KiB, and $free KiB are free"
}

download() {
  code=0
  case $fetch in
    curl)
      set -- "$@" --fail --location --silent --show-error --connect-timeout 30 --retry 2
      case $1 in https:*) set -- "$@" --proto '=https' --proto-redir '=https' --tlsv1.2 ;; esac
      url=$1 file=$2
      shift 2
      reason=$(curl "$@" --output "$file" "$url" 2>&1) || code=$?
      case $code in
        0) return ;;
        60 | 77) certificate ;;
        23) die "cannot write the download to $prefix/lib (is the disk full?): $reason" ;;
        5 | 6 | 7 | 28 | 35 | 56 | 97) network ;;
        *) die "cannot download $url: $reason" ;;
      esac
      ;;
    wget)
      url=$1 file=$2
      reason=$(wget -q -O "$file" "$url" 2>&1) || code=$?
      case $code in
        0) return ;;
        3) die "cannot write the download to $prefix/lib (is the disk full?): $reason" ;;
        5) certificate ;;
        4) network ;;
        *) die "cannot download $url (wget ended with $code)${reason:+: $reason}" ;;
      esac
      ;;
  esac
}

certificate() {
  die "the certificate of the server was not accepted. Install the package ca-certificates, or where a proxy has certificates of its own, name its bundle in SSL_CERT_FILE. $url: $reason"
}

network() {
  proxy=${https_proxy:-${HTTPS_PROXY:-${http_proxy:-${all_proxy:-${ALL_PROXY:-}}}}}
  if [ -n "$proxy" ]; then
    die "cannot download $url through the proxy $(printf '%s' "$proxy" | sed 's,//[^/@]*@,//,'): $reason"
  fi
  die "cannot download $url (behind a proxy, set https_proxy): $reason"
}

# A program that cannot run here is not installed.
check_runs() {
  code=0
  said=$(
    exec 2>&1
    "$1" --version
    exit $?
  ) || code=$?
  [ "$code" = 0 ] && [ "$said" = "gwctl v$version" ] && return
  case $code in
    126) die "programs cannot be run in $prefix/lib (mounted with noexec?), or this one is for another machine than $target: $said" ;;
    127)
      case $target in *-musl) die "gwctl needs libstdc++ here (on Alpine Linux: apk add libstdc++): $said" ;; esac
      die "the libraries that gwctl needs are not here: $said"
      ;;
    132) die "this processor lacks instructions that gwctl needs (SSE4.2 on x86-64)" ;;
    *) die "gwctl does not run here (it ended with $code): $said" ;;
  esac
}

# What is linked, and to where: paths in the prefix, and from there.
list_links() {
  for name in gwctl kubectl-gw kubectl_complete-gw; do echo "bin/$name ../lib/gwctl/gwctl"; done
  for page in "$lib"/man/man1/*.1; do echo "share/man/man1/${page##*/} ../../../lib/gwctl/man/man1/${page##*/}"; done
  echo 'share/bash-completion/completions/gwctl ../../../lib/gwctl/completions/gwctl.bash'
  echo 'share/zsh/site-functions/_gwctl ../../../lib/gwctl/completions/_gwctl'
  echo 'share/fish/vendor_completions.d/gwctl.fish ../../../lib/gwctl/completions/gwctl.fish'
}

make_links() {
  list_links >"$stage/links" || die "cannot write to $prefix/lib"
  while read -r link to; do
    place=$prefix/$link
    is_ours "$place" "$to" && continue
    if [ -e "$place" ] || [ -h "$place" ]; then
      printf '%s\n' "$place is there already, and stays as it is"
      continue
    fi
    make_folder "$(dirname "$place")"
    reason=$(ln -s "$to" "$place" 2>&1) || die "cannot make the link $place: $reason"
    linked="$place
$linked"
  done <"$stage/links"
}

# Whether a path is a link of this script: $1 the path, $2 what it then leads to.
is_ours() { [ -h "$1" ] && [ "$(readlink "$1")" = "$2" ]; }

clean_up() {
  if [ -z "$finished" ]; then
    printf '%s' "$linked" | while read -r link; do rm -f "$link"; done
    if [ -n "$placed" ]; then
      rm -rf "$lib"
      if [ -d "$stage/old" ]; then mv "$stage/old" "$lib"; fi
    fi
  fi
  if [ -n "$stage" ]; then rm -rf "$stage"; fi
  if [ -z "$finished" ]; then printf '%s' "$made" | while read -r empty; do rmdir "$empty" 2>/dev/null || true; done; fi
}

# One line: what tools and loaders say below their first is for those who called them.
die() {
  printf '%s\n' "error: $*" | sed -n 1p >&2
  exit 1
}

# The last line, so that half of this script does nothing.
main "$@"
