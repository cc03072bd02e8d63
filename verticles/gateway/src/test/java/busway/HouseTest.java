package busway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import busway.admin.AdminConfig;
import busway.admin.TokenFile;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may import whom: the house of the README, held to. */
@AnalyzeClasses(packages = "busway", importOptions = DoNotIncludeTests.class)
final class HouseTest {

  private static final String[] FACES = {
    "busway",
    "busway.tcp..",
    "busway.websocket..",
    "busway.worker..",
    "busway.deploy..",
    "busway.process..",
    "busway.handover..",
    "busway.admin..",
    "busway.init..",
    "busway.watch..",
    "busway.command.."
  };

  @ArchTest
  static final ArchRule anEdgeNeverSeesAnotherEdge =
      noClasses()
          .that()
          .resideInAPackage("busway.tcp..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("busway.websocket..")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "busway.worker..", "busway.deploy..", "busway.process..", "busway.admin..");

  @ArchTest
  static final ArchRule theWebSocketEdgeSeesNoOtherFace =
      noClasses()
          .that()
          .resideInAPackage("busway.websocket..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "busway.tcp..",
              "busway.worker..",
              "busway.deploy..",
              "busway.process..",
              "busway.admin..");

  @ArchTest
  static final ArchRule operatorsFacesSeeNoEdgeAndNoSession =
      noClasses()
          .that()
          .resideInAnyPackage(
              "busway.worker..", "busway.deploy..", "busway.handover..", "busway.admin..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "busway.tcp..", "busway.websocket..", "busway.session..", "busway.frame..");

  @ArchTest
  static final ArchRule theWatchKnowsDeploymentsAndNothingElse =
      noClasses()
          .that()
          .resideInAPackage("busway.watch..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("busway..")
                  .and(not(resideInAnyPackage("busway.watch..", "busway.deploy.."))));

  @ArchTest
  static final ArchRule aNewProjectNeedsNoGateway =
      noClasses()
          .that()
          .resideInAPackage("busway.init..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("busway..")
                  .and(not(resideInAnyPackage("busway.init..", "busway.config.."))))
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx..");

  @ArchTest
  static final ArchRule processesAreVerticlesThatSpeakTcp =
      noClasses()
          .that()
          .resideInAPackage("busway.process..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("busway.websocket..", "busway.worker..", "busway.admin..");

  @ArchTest
  static final ArchRule nobodyButTheWiringSeesProcesses =
      noClasses()
          .that()
          .resideOutsideOfPackages("busway", "busway.process..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("busway.process..");

  @ArchTest
  static final ArchRule theSessionKnowsNoFace =
      noClasses()
          .that()
          .resideInAPackage("busway.session..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FACES);

  @ArchTest
  static final ArchRule theSessionKnowsNoSocketAndNoVerticle =
      noClasses()
          .that()
          .resideInAPackage("busway.session..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx.core.net..", "io.vertx.core.http..", "io.vertx.ext..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.vertx.core.VerticleBase")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.netty.channel.Channel");

  @ArchTest
  static final ArchRule metricsImportNothingOfTheFaces =
      noClasses()
          .that()
          .resideInAPackage("busway.metrics..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FACES)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "busway.session..",
              "busway.frame..",
              "busway.bus..",
              "busway.loops..",
              "busway.stalls..");

  @ArchTest
  static final ArchRule tracesStandOnMetricsAndConfig =
      noClasses()
          .that()
          .resideInAPackage("busway.tracing..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FACES)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "busway.session..",
              "busway.frame..",
              "busway.bus..",
              "busway.loops..",
              "busway.stalls..",
              "busway.channel..");

  @ArchTest
  static final ArchRule openTelemetryIsKnownToTracesAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage("busway.tracing..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.opentelemetry..");

  @ArchTest
  static final ArchRule metricsKnowNoTraces =
      noClasses()
          .that()
          .resideInAnyPackage(
              "busway.metrics..",
              "busway.frame..",
              "busway.bus..",
              "busway.config..",
              "busway.vertx..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("busway.tracing..");

  @ArchTest
  static final ArchRule theObservatoryKnowsNobodyItWatches =
      noClasses()
          .that()
          .resideInAnyPackage("busway.loops..", "busway.stalls..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FACES)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "busway.session..", "busway.frame..", "busway.bus..", "busway.channel..");

  @ArchTest
  static final ArchRule loopsAreMeasuredWhoeverLooksForStalls =
      noClasses()
          .that()
          .resideInAPackage("busway.loops..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("busway.stalls..");

  @ArchTest
  static final ArchRule theGroundStandsOnNothing =
      noClasses()
          .that()
          .resideInAnyPackage("busway.frame..", "busway.bus..", "busway.config..", "busway.vertx..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "busway",
              "busway.tcp..",
              "busway.websocket..",
              "busway.worker..",
              "busway.deploy..",
              "busway.process..",
              "busway.admin..",
              "busway.session..",
              "busway.metrics..",
              "busway.channel..");

  @ArchTest
  static final ArchRule commandsKnowWhereAGatewayIsAndNothingElseOfIt =
      noClasses()
          .that()
          .resideInAPackage("busway.command..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("busway..")
                  .and(not(resideInAnyPackage("busway.command..", "busway.config..")))
                  .and(not(type(AdminConfig.class)))
                  .and(not(type(TokenFile.class))))
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx..", "io.netty..", "ch.qos.logback..");

  @ArchTest
  static final ArchRule logsKnowNobodyButWhoRuns =
      noClasses()
          .that()
          .resideInAPackage("busway.logs..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FACES)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "busway.session..", "busway.frame..", "busway.bus..", "busway.channel..");

  @ArchTest
  static final ArchRule nothingDependsOnTheWiring =
      noClasses()
          .that()
          .resideOutsideOfPackage("busway")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("busway");

  @ArchTest
  static final ArchRule verticlesAreFinal =
      classes()
          .that()
          .haveSimpleNameEndingWith("Verticle")
          .should()
          .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL);
}
