#!/bin/sh
# Runs the soak; --help lists the options. Build first: mvn -q -B -ntp -DskipTests package
jar=$(dirname "$0")/target/benchmarks.jar
if [ ! -f "$jar" ]; then
    echo "soak.sh: $jar is missing; build it with: mvn -q -B -ntp -DskipTests package" >&2
    exit 2
fi
terminal=false
if [ -t 2 ] && [ "${TERM:-dumb}" != dumb ] && [ -z "${NO_COLOR:-}" ]; then
    terminal=true
fi
exec java -Xmx512m -Dsoak.terminal=$terminal -cp "$jar" io.hopguard.benchmarks.soak.SoakCommand "$@"
