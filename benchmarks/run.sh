#!/bin/sh
# Measures Hopguard beside its peers, in at most 15 minutes, and renews the tables of docs/benchmarks.md; --help lists the
# options. Build first: mvn -q -B -ntp -DskipTests package
# A JDK with virtual threads is taken from JAVA25_HOME, from what runs this, or from /usr/lib/jvm.
here=$(dirname "$0")
jar=$here/target/benchmarks.jar
if [ ! -f "$jar" ]; then
    echo "run.sh: $jar is missing; build it with: mvn -q -B -ntp -DskipTests package" >&2
    exit 2
fi
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
for candidate in "${JAVA25_HOME:-}/bin/java" "$(command -v "$java")" /usr/lib/jvm/*25*/bin/java /usr/lib/jvm/*21*/bin/java; do
    if [ -x "$candidate" ] && [ "$("$candidate" --version | sed -n '1s/^[^0-9]*\([0-9]*\).*/\1/p')" -ge 21 ]; then
        set -- --virtual-java="$candidate" "$@"
        break
    fi
done
exec "$java" -Xmx512m -cp "$jar" io.hopguard.benchmarks.suite.PeersCommand \
    --results="$here/target/peers" --document="$here/../docs/benchmarks.md" "$@"
