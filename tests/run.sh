#!/usr/bin/env bash
# Builds everything and runs all tests. The last line is always "N passed, N failed, N skipped".
#
#   tests/run.sh               what a change has to pass; prints how matching compares with the plain evaluator as well
#   tests/run.sh --full        the long programmes as well (many kills, long corpora)
#   tests/run.sh --filter X    only tests whose full name contains X
#
# As root on Debian or Ubuntu it installs what the tests need and is missing. Elsewhere it says what is missing,
# and the tests that need it show as skipped.
set -euo pipefail
cd "$(dirname "$0")/.."
source tests/requirements.sh

passed=0 failed=0 skipped=0 healthy=yes
finish() {
    # The counts alone would look as if all were well.
    [ "$healthy" = yes ] || echo "The check failed: see what is said above about the build, the layout or the comparison." >&2
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$healthy" = yes ] && [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ] && exit 0
    exit 1
}
give_up() {
    echo "$1" >&2
    healthy=no
    finish
}

filter=()
while [ $# -gt 0 ]; do
    case "$1" in
        --full) export LISTENING_TESTS_FULL=1 ;;
        --filter)
            [ $# -gt 1 ] || give_up "--filter needs a part of a test's name."
            filter=(--filter "FullyQualifiedName~$2")
            shift
            ;;
        *) give_up "Unknown argument \"$1\". Accepted: --full, --filter NAME." ;;
    esac
    shift
done

# No build process stays behind, and nothing is sent about this run.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

check_tools || give_up "The build needs both; nothing was run."
prepare_peers

echo "== Build"
dotnet restore Listening.sln --locked-mode -v quiet || give_up "The packages could not be restored as the lock files say (after a change of packages: dotnet restore, and commit the lock files)."
dotnet build Listening.sln --no-restore -v quiet "-clp:NoSummary;ErrorsOnly" || give_up "The build failed; no test was run."

echo "== Layout of the source files"
if ! dotnet format whitespace . --folder --verify-no-changes; then
    echo "Put it right with: dotnet format whitespace . --folder" >&2
    healthy=no
fi

# Removed at the start rather than at the end, so that it does not matter how an earlier run ended.
results="$PWD/TestResults"
rm -rf "$results"

# Sums up one project's result file. Its "notExecuted" is always 0; what was not executed was skipped.
count() {
    local counters total executed
    counters=$(grep -o '<Counters [^>]*>' "$1" || true)
    number() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"; }
    total=$(number total) executed=$(number executed)
    passed=$((passed + $(number passed)))
    failed=$((failed + executed - $(number passed)))
    skipped=$((skipped + total - executed))
}

for project in tests/*/*.Tests.csproj; do
    name=$(basename "$project" .csproj)
    echo "== $name"
    before=$failed
    ended=yes
    dotnet test "tests/$name/bin/Debug/net10.0/$name.dll" --nologo "${filter[@]+"${filter[@]}"}" \
        --logger "console;verbosity=minimal" --logger "trx;LogFileName=$name.trx" --results-directory "$results" \
        --blame-hang-timeout 10m --blame-hang-dump-type none || ended=no
    if [ -f "$results/$name.trx" ]; then
        count "$results/$name.trx"
    fi
    if [ "$ended" = no ] && [ "$failed" -eq "$before" ]; then
        echo "$name broke off before its end." >&2
        failed=$((failed + 1))
    fi
done

# A ratio says the same on any machine: should it fall, matching has become slower.
if [ ${#filter[@]} -eq 0 ]; then
    echo "== Matching beside the plain evaluator"
    if dotnet build -c Release tests/Listening.Benchmarks --no-restore -v quiet "-clp:NoSummary;ErrorsOnly" -p:RunAnalyzers=false; then
        dotnet tests/Listening.Benchmarks/bin/Release/net10.0/Listening.Benchmarks.dll stream 1000 || healthy=no
    else
        healthy=no
    fi
fi

finish
