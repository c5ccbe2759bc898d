package io.hopguard.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.autoconfigure.HttpClientProperties;
import org.springframework.boot.http.client.autoconfigure.HttpClientSettingsPropertyMapper;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientProperties;
import org.springframework.boot.ssl.SslBundles;

/** What Spring Boot's properties say: {@code spring.http.clients}, and {@code spring.http.serviceclient.<name>} over it. */
record GroupSettings(
        ObjectProvider<HttpClientSettings> all,
        ObjectProvider<HttpServiceClientProperties> groups,
        ObjectProvider<SslBundles> bundles) {

    HttpClientSettings ofAll() {
        return all.getIfAvailable(HttpClientSettings::defaults);
    }

    /** Where the relative paths of a group lead, or null. */
    @Nullable
    String baseUrl(String name) {
        HttpClientProperties group = group(name);
        return group == null ? null : group.getBaseUrl();
    }

    private @Nullable HttpClientProperties group(String name) {
        HttpServiceClientProperties known = groups.getIfAvailable();
        return known == null ? null : known.get(name);
    }

    HttpClientSettings of(String name) {
        HttpClientProperties group = group(name);
        return group == null
                ? ofAll()
                : new HttpClientSettingsPropertyMapper(bundles.getIfAvailable(), ofAll()).map(group);
    }
}
