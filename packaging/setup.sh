#!/usr/bin/env bash
# Installs what is missing to build (`build`), to test (`test`), to measure (`bench`) or to fuzz (`fuzz`); each
# includes `build`, and the last two `test`.
# What is already there is passed over in silence. What cannot be had ends in one clear sentence.
#
# Tools go to .tools/ (ignored by git); BON_MOMENT_TOOLS names another folder, which several checkouts may share.
# System packages are asked of apt only where a program is missing, so that other systems can bring their own.
set -euo pipefail
cd "$(dirname "$0")/.."

level=${1:-build}
case "$level" in build | test | bench | fuzz) ;; *)
    echo "setup: unknown level '$level'; expected build, test, bench or fuzz" >&2
    exit 2
    ;;
esac

# shellcheck source=packaging/versions.sh
. packaging/versions.sh
mkdir -p "$TOOLS/bin"

say() { echo "setup: $*"; }
die() {
    echo "setup: $*" >&2
    exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }

apt_updated=
apt_install() {
    has apt-get || die "missing: $*; install them with this system's package manager and run again"
    local as_root=()
    if [ "$(id -u)" != 0 ]; then
        has sudo || die "missing: $*; install them as root (apt-get install $*) and run again"
        as_root=(sudo)
    fi
    if [ -z "$apt_updated" ]; then
        "${as_root[@]}" apt-get update -qq || die "apt-get update failed; without a package list nothing can be installed"
        apt_updated=yes
    fi
    say "installing $*"
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "$@" >"$TOOLS/apt.log" 2>&1 ||
        die "apt-get could not install $*; its output is in $TOOLS/apt.log"
}

# A development tool from source: unoptimised, since it runs for seconds and would build for minutes.
cargo_tool() { # name, version, further arguments
    local name=$1 version=$2
    shift 2
    local stamp="$TOOLS/$name-$version.installed"
    [ -e "$stamp" ] && return
    say "building $name $version (a few minutes, once)"
    CARGO_PROFILE_RELEASE_OPT_LEVEL=${TOOL_OPT_LEVEL:-0} CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_DEBUG=0 \
        CARGO_TARGET_DIR="$TOOLS/target" cargo install "$name" --version "$version" --root "$TOOLS" --force --quiet "$@" ||
        die "$name $version could not be built; cargo's reason stands above"
    touch "$stamp"
}

# A server to test against, in a folder of its own.
python_tool() { # name, version, package with its extras
    local stamp="$TOOLS/$1-$2.installed"
    [ -e "$stamp" ] && return
    python3 -c 'import ensurepip, venv' 2>/dev/null || apt_install python3-venv
    say "installing $1 $2"
    rm -rf "${TOOLS:?}/$1"
    python3 -m venv "$TOOLS/$1" && "$TOOLS/$1/bin/pip" install --quiet --disable-pip-version-check "$3==$2" ||
        die "$1 $2 could not be installed; pip's reason stands above"
    touch "$stamp"
}

node_packages() { # folder
    local stamp="$1/node_modules/.installed"
    if [ ! -e "$stamp" ] || [ "$1/package-lock.json" -nt "$stamp" ]; then
        say "installing the node packages of $1"
        (cd "$1" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --silent --no-audit --no-fund) ||
            die "npm could not install the packages of $1; its reason stands above"
        touch "$stamp"
    fi
}

has cargo || die "cargo is missing: install Rust $RUST_VERSION or newer (rustup.rs) and run again"
has node || apt_install nodejs npm
has cc || apt_install build-essential

# The WebAssembly target and the standard library's sources: rustup's where they can be had, else Debian's compiler with
# its own. BON_MOMENT_WASM=system asks for the latter.
if [ ! -e "$TOOLS/wasm-route" ]; then
    if [ "${BON_MOMENT_WASM:-}" != system ] && has rustup &&
        rustup target add wasm32-unknown-unknown >/dev/null 2>&1 && rustup component add rust-src >/dev/null 2>&1; then
        echo rustup >"$TOOLS/wasm-route"
    else
        say "using the system's rustc-web: rustup cannot fetch the WebAssembly target here, or was not to be asked"
        echo system >"$TOOLS/wasm-route"
    fi
fi
if [ "$(cat "$TOOLS/wasm-route")" = system ]; then
    [ -e "$SYSTEM_RUST_SRC/library/std/Cargo.toml" ] && [ -x /usr/bin/rustc ] || apt_install rustc-web cargo-web rust-web-src
    llvm=$(/usr/bin/rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
    [ -x "/usr/bin/wasm-ld-$llvm" ] || apt_install "lld-$llvm"
fi

# Trunk works offline: what it compiles is fetched before, the standard library's own dependencies too.
if [ "$(cat "$TOOLS/wasm-route")" = system ]; then library=$SYSTEM_RUST_SRC/library cargo=/usr/bin/cargo; else
    library=$(rustc --print sysroot)/lib/rustlib/src/rust/library cargo=cargo
fi
RUSTC_BOOTSTRAP=1 "$cargo" fetch --quiet --manifest-path "$library/Cargo.toml" 2>"$TOOLS/fetch.log" ||
    say "the standard library's dependencies were not fetched ($TOOLS/fetch.log); if the build asks for them, that is why"
cargo fetch --quiet --locked || die "the project's dependencies could not be fetched; cargo's reason stands above"

cargo_tool trunk "$TRUNK_VERSION" --locked --no-default-features --features rustls
cargo_tool wasm-bindgen-cli "$WASM_BINDGEN_VERSION"
node_packages tests/browser

if [ "$level" = build ]; then exit 0; fi

missing=()
[ -x "$CHROMIUM" ] || missing+=(chromium-headless-shell)
has lynx || missing+=(lynx)
[ -x /usr/sbin/mosquitto ] || missing+=(mosquitto)
[ -x /usr/sbin/nginx ] || missing+=(nginx-light)
for program in caddy curl openssl; do has "$program" || missing+=("$program"); done
has systemd-analyze || missing+=(systemd)
has faketime || missing+=(faketime)
has pdfinfo && has pdftotext && has pdftoppm || missing+=(poppler-utils)
[ "${#missing[@]}" = 0 ] || apt_install "${missing[@]}"
cargo_tool cargo-deny "$CARGO_DENY_VERSION" --locked
python_tool moto "$MOTO_VERSION" "moto[s3,server]"
for part in clippy fmt; do
    cargo "$part" --version >/dev/null 2>&1 || { has rustup && rustup component add clippy rustfmt >/dev/null 2>&1; } ||
        die "cargo $part is missing: install it with the Rust toolchain (rustup component add clippy rustfmt) and run again"
done

if [ "$level" = test ]; then exit 0; fi
if [ "$level" = fuzz ]; then
    cargo_tool cargo-fuzz "$CARGO_FUZZ_VERSION" --locked
    exit 0
fi
[ -x "${CHROME_PATH:-/usr/bin/chromium}" ] || apt_install chromium
has wrk || apt_install wrk
node_packages tests/browser/bench
