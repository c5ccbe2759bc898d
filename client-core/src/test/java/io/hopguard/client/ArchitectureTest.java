package io.hopguard.client;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the borders between the packages. A rule about a package that does not exist yet passes. */
class ArchitectureTest {

    private static final String ROOT = "io.hopguard.client";
    private static final String INTERNAL = ROOT + ".internal..";
    private static final String DIAGNOSIS = ROOT + ".diagnosis..";
    private static final String ERROR = ROOT + ".error..";

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void onlyTheTransportKnowsTheApacheHttpClient() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".internal.transport..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.hc.."));
    }

    @Test
    void onlyTheBreakerAndTheBuilderKnowResilience4j() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".internal.breaker..")
                .and(describe("are not the builder of the client", type -> !isClientBuilder(type)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.github.resilience4j.."));
    }

    @Test
    void nobodyDependsOnTheRootPackage() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT));
    }

    @Test
    void packagesAreFreeOfCycles() {
        check(slices().matching(ROOT + ".(**)").should().beFreeOfCycles());
    }

    @Test
    void theDiagnosisIsALeaf() {
        check(classes()
                .that()
                .resideInAPackage(DIAGNOSIS)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", DIAGNOSIS));
    }

    @Test
    void theBudgetDependsOnErrorsAtMost() {
        check(classes()
                .that()
                .resideInAPackage(ROOT + ".budget..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "io.micrometer.context..", ERROR, ROOT + ".budget.."));
    }

    @Test
    void onlyTheDeadlineScopeAndTheDialledAddressesAreBoundToTheirThread() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".budget.DeadlineScope")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".internal.transport.HcDialled")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class));
    }

    @Test
    void errorsDependOnTheDiagnosisOnly() {
        check(classes()
                .that()
                .resideInAPackage(ERROR)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", ERROR, DIAGNOSIS));
    }

    @Test
    void publicPackagesDoNotDependOnInternalOnes() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, INTERNAL)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(INTERNAL));
    }

    @Test
    void nobodySleeps() {
        check(noClasses().should().accessTargetWhere(reaches(Thread.class, "sleep")));
    }

    @Test
    void onlyTheKernelWaits() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".internal.kernel..")
                .should()
                .accessTargetWhere(reaches(LockSupport.class, "park")
                        .or(reaches(Semaphore.class, "tryAcquire"))
                        .or(reaches(Object.class, "wait"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Impl", "Util", "Utils", "Helper", "Manager"})
    void noClassHasANameThatSaysNothing(String ending) {
        check(noClasses().should().haveSimpleNameEndingWith(ending));
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(PRODUCTION.stream()
                        .map(JavaClass::getPackage)
                        .filter(javaPackage -> !javaPackage.isAnnotatedWith(NullMarked.class))
                        .map(JavaPackage::getName)
                        .distinct())
                .as("packages without a @NullMarked package-info.java")
                .isEmpty();
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(PRODUCTION);
    }

    /** The builder and the lambdas and classes inside it. */
    private static boolean isClientBuilder(JavaClass type) {
        String builder = ROOT + ".ResilientClientBuilder";
        return type.getName().equals(builder) || type.getName().startsWith(builder + "$");
    }

    /** Calls and method references alike. */
    private static DescribedPredicate<JavaAccess<?>> reaches(Class<?> owner, String methodPrefix) {
        return describe("reaches " + owner.getSimpleName() + "." + methodPrefix, access -> {
            AccessTarget target = access.getTarget();
            return target.getOwner().isEquivalentTo(owner) && target.getName().startsWith(methodPrefix);
        });
    }
}
