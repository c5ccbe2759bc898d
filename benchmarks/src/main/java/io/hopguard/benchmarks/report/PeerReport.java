package io.hopguard.benchmarks.report;

import io.hopguard.benchmarks.live.CrowdResult;
import io.hopguard.benchmarks.live.OutageRow;
import io.hopguard.benchmarks.peer.PeerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** All tables of the comparison, as Markdown, and the way into the document. */
public final class PeerReport {
    private static final String BEGIN = "<!-- peers: begin (written by benchmarks/run.sh) -->\n";
    private static final String END = "<!-- peers: end -->\n";

    private final StringBuilder text = new StringBuilder();

    private PeerReport() {}

    /** Reads the results of a run. */
    public static String of(ResultFiles files) throws IOException {
        JmhResults results = JmhResults.read(files.jmh());
        List<CrowdResult> crowds =
                Files.readAllLines(files.crowd()).stream().map(CrowdResult::of).toList();
        PeerReport report = new PeerReport();
        report.facts(Facts.read(files.facts()));
        report.targets(Target.of(results, crowds));
        PeerTables tables = new PeerTables(results);
        report.paragraph(tables.alone(), tables.together(), tables.guards());
        report.outage(
                Files.readAllLines(files.outage()).stream().map(OutageRow::of).toList());
        if (!crowds.isEmpty()) {
            report.crowds(crowds);
        }
        report.setUps();
        return report.text.toString();
    }

    /** Puts the tables where the document has its marks. */
    public static void renew(Path document, String tables) throws IOException {
        String text = Files.readString(document);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(document + ": lacks the lines " + BEGIN.strip() + " and " + END.strip());
        }
        Files.writeString(document, text.substring(0, begin + BEGIN.length()) + "\n" + tables + text.substring(end));
    }

    private void paragraph(String... paragraphs) {
        for (String paragraph : paragraphs) {
            text.append(paragraph).append('\n');
        }
    }

    private void facts(Facts facts) {
        paragraph("    mvn -q -B -ntp -DskipTests package\n    " + facts.command() + "\n");
        paragraph(facts.date() + "; " + facts.machine() + "; Java " + facts.java()
                + (facts.virtualJava().isEmpty() ? "" : ", for virtual threads " + facts.virtualJava()) + ". It took "
                + facts.took() + "; the system's load was " + facts.load() + ".\n");
    }

    private void targets(List<Target> targets) {
        Table table = new Table("target", "found", "");
        targets.forEach(target -> table.row(target.words(), target.found(), target.met() ? "met" : "**missed**"));
        paragraph(table.toString());
    }

    private void outage(List<OutageRow> rows) {
        Table table =
                new Table("full outage", "calls", "requests at the gateway", "per call", "simulated", "deviation");
        rows.forEach(row -> table.row(
                row.client().label(),
                String.format(Locale.ROOT, "%,d", row.calls()),
                String.format(Locale.ROOT, "%,d", row.requests()),
                PeerTables.number("%.2f", row.perCall()),
                String.format(Locale.ROOT, "%,d", row.predicted()),
                PeerTables.number("%+.1f %%", row.deviation() * 100)));
        paragraph(table.toString());
    }

    private void crowds(List<CrowdResult> crowds) {
        Table table = new Table("a crowd on virtual threads", "places", "ideal, ms", "best of 5, ms", "failed", "heap");
        crowds.forEach(crowd -> table.row(
                crowd.client().label() + String.format(Locale.ROOT, ", %,d calls", crowd.calls()),
                String.format(Locale.ROOT, "%,d", crowd.places()),
                String.valueOf(crowd.idealMillis()),
                String.valueOf(crowd.bestMillis()),
                String.valueOf(crowd.failed()),
                PeerTables.number("%+.1f %%", crowd.heapGrowth() * 100)));
        paragraph(table.toString());
    }

    private void setUps() {
        Table table = new Table("client", "set up with");
        for (PeerKind peer : PeerKind.values()) {
            table.row(peer.label(), peer.setUp());
        }
        paragraph(table.toString());
    }
}
