package io.hopguard.examples.doctor;

import io.hopguard.client.diagnosis.Confidence;
import io.hopguard.client.diagnosis.Diagnoser;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.diagnosis.Facts;
import io.hopguard.client.http.Response;

/**
 * Diagnoses an answer whatever its status is: the client looks at failures only, and who asks on the command line wants to
 * know about a good status over what is no good answer, too.
 */
public final class AnswerDiagnosis {
    private AnswerDiagnosis() {}

    /**
     * Concludes.
     *
     * @param response what came
     * @param method the request's method: the body that a HEAD does not have is not missing (RFC 9110 section 9.3.2)
     * @param accept what the request asked for, possibly nothing
     * @return the client's own diagnosis where it has one, otherwise what shows in head and body
     */
    public static Diagnosis of(Response response, String method, String accept) {
        Diagnosis own = response.diagnosis();
        if (own.confidence() != Confidence.NONE) {
            return own;
        }
        Facts.Builder facts = response.facts().accept(accept);
        return Diagnoser.standard()
                .diagnose(method.equals("HEAD") ? facts.bodyUnseen().build() : facts.build());
    }
}
