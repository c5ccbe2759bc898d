package io.hopguard.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The relative links of a document, with their anchors as GitHub makes them. */
public final class Links {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:\\s]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern TITLE = Pattern.compile("(?m)^#{1,6} +(.+?)\\s*$");
    private static final Pattern ID = Pattern.compile("<a id=\"([^\"]+)\"></a>");

    private Links() {}

    /** The links that lead to no file, or to no anchor of a file. */
    public static List<String> dead(Path document) {
        List<String> dead = new ArrayList<>();
        Matcher link = LINK.matcher(withoutCode(read(document)));
        while (link.find()) {
            Path file = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));
            boolean there = Files.exists(file);
            if (!there || link.group(2) != null && !anchors(read(file)).contains(link.group(2))) {
                dead.add(link.group());
            }
        }
        return dead;
    }

    /** The anchor of a title: lower case, blanks to hyphens, all other punctuation but hyphens and underscores left out. */
    public static String slug(String title) {
        return title.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static Set<String> anchors(String text) {
        Set<String> anchors = new HashSet<>();
        ID.matcher(text).results().forEach(id -> anchors.add(id.group(1)));
        TITLE.matcher(withoutCode(text)).results().forEach(title -> anchors.add(unused(anchors, slug(title.group(1)))));
        return anchors;
    }

    /** A title that comes again gets a number. */
    private static String unused(Set<String> anchors, String slug) {
        int again = 0;
        String anchor = slug;
        while (anchors.contains(anchor)) {
            again++;
            anchor = slug + "-" + again;
        }
        return anchor;
    }

    /** Fenced blocks hold comments that look like titles. */
    private static String withoutCode(String text) {
        return text.replaceAll("(?s)```.*?```", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
