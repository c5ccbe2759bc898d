package io.hopguard.client;

import static java.util.Map.entry;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What has gone wrong in other clients. The rows are stories: each has its check in one of the classes beside this one. */
class SecurityCasesTest {
    private static final VectorTable TABLE = VectorTable.of("security_cases");

    private static final Map<String, Executable> CHECKS = Map.ofEntries(
            entry("SC-001", SecurityOfResponses::endlessHeadersAreRefused),
            entry("SC-002", SecurityOfDependencies::httpCoreIsAtLeast543),
            entry("SC-003", SecurityOfDependencies::httpClientIsAtLeast561),
            entry("SC-004", SecurityOfRequests::oddAuthoritiesAreRefused),
            entry("SC-009", SecurityOfRequests::valuesWithLineEndsAreRefusedAndNotShown),
            entry("SC-013", SecurityOfDecoding::longChainsAreRefused),
            entry("SC-015", SecurityOfResponses::endlessHeadersAreRefused),
            entry("SC-016", SecurityOfResponses::tenThousandCookiesHurtOneCallOnly),
            entry("SC-018", SecurityOfRequests::oddAuthoritiesAreRefused),
            entry("SC-023", SecurityOfRequests::aRequestThatIsUsedAgainSendsItsNewBody),
            entry("SC-025", SecurityOfRequests::oddAuthoritiesAreRefused),
            entry("SC-027", SecurityOfProxies::eachProxyGetsItsOwnCredentialsOnly),
            entry("SC-030", SecurityOfRequests::anAbsoluteUriDoesNotLeaveTheBaseUri),
            entry("SC-032", SecurityOfProxies::noProxyKnowsAnIpv4AddressWrittenAsIpv6),
            entry("SC-035", SecurityOfRedirects::credentialsDoNotFollowAChain),
            entry("SC-036", SecurityOfRequests::valuesWithLineEndsAreRefusedAndNotShown),
            entry("SC-039", SecurityOfDecoding::damagedHeadersAreMalformed),
            entry("SC-040", SecurityOfDecoding::bombsAreRefusedAtTheLimit),
            entry("SC-041", SecurityOfRequests::valuesWithLineEndsAreRefusedAndNotShown),
            entry("SC-042", SecurityOfRequests::namesThatAreNoTokensAreRefused),
            entry("SC-044", SecurityOfRequests::oddAuthoritiesAreRefused),
            entry("SC-048", SecurityOfDependencies::micrometerIsAtLeast1171),
            entry("SC-051", SecurityOfResponses::anEndlessBodyIsCutAtItsLimit),
            entry("SC-052", SecurityOfMeters::tenTemplatesAreTenMeters),
            entry("SC-053", SecurityOfMeters::tenThousandUrlsAreAtMostAHundredMeters),
            entry("SC-056", SecurityOfRedirects::aLoopDoesNotShowTheQuery),
            entry("SC-058", SecurityOfResponses::anExtraResponseReachesNobody),
            entry("SC-061", SecurityOfDecoding::aBombInSmallStepsIsRefusedToo),
            entry("SC-062", SecurityOfDecoding::longChainsAreRefused),
            entry("SC-063", SecurityOfDecoding::theBombOfARedirectIsNotDecoded),
            entry("SC-065", SecurityOfDecoding::closingABombReadsNothingMore),
            entry("SC-066", SecurityOfRepetition::retriesOffMeansOneRequest),
            entry("SC-067", SecurityOfRepetition::interruptsLeaveThePoolWhole),
            entry("SC-068", SecurityOfRepetition::aThousandClientsDoNotComeBackAsAHerd),
            entry("SC-069", SecurityOfRepetition::aPaymentIsBookedOnce),
            entry("SC-070", SecurityOfResponses::bodiesAreDataAndNothingElse));

    static Stream<VectorTable.Row> rows() {
        return TABLE.replayed();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void holdsWhatTheRowAsksFor(VectorTable.Row row) throws Throwable {
        CHECKS.get(row.id()).execute();
    }

    @Test
    void everyRowIsReplayedOrListed() {
        TABLE.assertThatEveryRowIsReplayedOrListed(row -> CHECKS.containsKey(row.id()));
    }
}
