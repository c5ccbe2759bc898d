#!/bin/sh
# Simulates outages; --help lists the options. Build first: mvn -q -B -ntp -DskipTests package
jar=$(dirname "$0")/target/benchmarks.jar
if [ ! -f "$jar" ]; then
    echo "outage.sh: $jar is missing; build it with: mvn -q -B -ntp -DskipTests package" >&2
    exit 2
fi
exec java -cp "$jar" io.hopguard.benchmarks.outage.OutageReport "$@"
