# What the build and the tests need from the machine. Sourced by run.sh, from the repository's root.

# The two things that this script never installs itself.
check_tools() {
    local ok=0 node
    if ! command -v dotnet >/dev/null || ! dotnet --list-sdks | grep -q '^10\.'; then
        echo "Missing: the .NET 10 SDK. Found: $(dotnet --list-sdks 2>/dev/null | tail -1 || true)" >&2
        ok=1
    fi
    node=$(node --version 2>/dev/null || echo none)
    if [ "$node" = none ] || [ "$(sed 's/^v\([0-9]*\).*/\1/' <<<"$node")" -lt 20 ]; then
        echo "Missing: Node.js 20 or newer, with npm. Found: $node" >&2
        ok=1
    fi
    return "$ok"
}

has_postgresql() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null; }
has_rabbitmq() { compgen -G '/usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin/rabbitmq-server' >/dev/null || command -v rabbitmq-server >/dev/null; }
has_redis() { command -v redis-server >/dev/null; }
has_chromium() { [ -n "${LISTENING_TEST_CHROMIUM:-}" ] || command -v chromium >/dev/null \
    || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; }
has_compiler() { command -v make >/dev/null && command -v g++ >/dev/null && command -v python3 >/dev/null; }

# The Debian packages of what is missing, one to a line.
missing_packages() {
    has_postgresql || echo postgresql
    has_rabbitmq || echo rabbitmq-server
    has_redis || echo redis-server
    has_chromium || printf '%s\n' chromium fonts-liberation
    has_compiler || printf '%s\n' make g++ python3
}

# The tests start servers of their own, so the ones the packages bring are kept from starting.
install_packages() {
    local policy=/usr/sbin/policy-rc.d mine=no log status=0
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod 755 "$policy"
        mine=yes
    fi
    log=$(mktemp)
    { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@"; } \
        >"$log" 2>&1 || status=$?
    [ "$status" -eq 0 ] || tail -20 "$log" >&2
    rm -f "$log"
    [ "$mine" = no ] || rm -f "$policy"
    return "$status"
}

# Installs what is missing where that is possible, and otherwise says what to install. Where everything should be
# there, a test that misses something fails instead of being skipped.
prepare_peers() {
    local packages system complete=yes
    system=$(sed -n 's/^ID=//p' /etc/os-release 2>/dev/null || true)
    packages=$(missing_packages)

    # Ubuntu's chromium package is only a pointer to a snap, which does not install everywhere.
    if [ "$system" = ubuntu ] && ! has_chromium; then
        echo "Missing: Chromium or Chrome (name its program in LISTENING_TEST_CHROMIUM). The browser tests are skipped." >&2
        packages=$(missing_packages | grep -v -e '^chromium$' -e '^fonts-' || true)
        complete=no
    fi

    if [ -n "$packages" ]; then
        if [ "$(id -u)" = 0 ] && [[ "$system" = debian || "$system" = ubuntu ]]; then
            echo "== Installing" $packages
            # Unquoted: one word to a package.
            install_packages $packages || echo "They could not be installed; the tests that need them fail." >&2
        else
            echo "Missing, so that the tests which need them are skipped (Debian's names):" $packages >&2
            complete=no
        fi
    fi

    if [ -f tests/atproto/install.sh ]; then
        echo "== AT Protocol network"
        if ! sh tests/atproto/install.sh; then
            echo "The AT Protocol network could not be installed." >&2
            has_compiler || complete=no
        fi
    fi
    [ "$complete" = no ] || export LISTENING_TESTS_REQUIRE=all
}
