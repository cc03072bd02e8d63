package busway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Wait;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class LogsIT {

  private static final String ECHO = "/admin/deployments/echo";

  private final ApiStage stage = new ApiStage();

  @BeforeEach
  void deploy() throws Exception {
    stage.call("POST", "/admin/deployments", "{'name':'echo','main':'m'}");
  }

  @AfterEach
  void stop() throws Exception {
    stage.close();
  }

  private void says(String text) {
    stage.logs.add("echo", Level.INFO, text);
  }

  private static List<String> texts(String body) {
    return body.lines()
        .filter(line -> !line.isEmpty())
        .map(line -> new JsonObject(line).getString("text"))
        .toList();
  }

  @Test
  void tellsTheLastLines() throws Exception {
    says("1");
    says("2\n\tat a stack");
    says("3");

    HttpResponse<String> two = stage.get(ECHO + "/logs?lines=2");
    assertThat(two.statusCode()).isEqualTo(200);
    assertThat(two.headers().firstValue("Content-Type")).contains("application/x-ndjson");
    assertThat(texts(two.body())).containsExactly("2\n\tat a stack", "3");
    assertThat(texts(stage.get(ECHO + "/logs").body()))
        .containsExactly("1", "2\n\tat a stack", "3");
    assertThat(texts(stage.get(ECHO + "/logs?lines=0").body())).isEmpty();
    assertThat(stage.get("/admin/deployments/other/logs").statusCode()).isEqualTo(404);
    assertThat(stage.call("HEAD", ECHO + "/logs?follow=true", "").body()).isEmpty();
  }

  @Test
  void remembersWhatHasGone() throws Exception {
    says("last words");
    stage.call("DELETE", ECHO, "");

    assertThat(texts(stage.get(ECHO + "/logs").body())).containsExactly("last words");
    assertThat(texts(stage.get(ECHO + "/logs?follow=true").body())).containsExactly("last words");
  }

  @Test
  void aFollowerGetsLinesAsTheyComeUntilTheDeploymentGoes() throws Exception {
    says("1");
    Stream<String> lines = follow();
    Iterator<String> came = lines.filter(line -> !line.isEmpty()).iterator();
    assertThat(texts(came.next())).containsExactly("1");
    for (int i = 2; i < 5; i++) {
      says("line " + i);
      assertThat(texts(came.next())).containsExactly("line " + i);
    }
    assertThat(stage.metric("busway_admin_followers")).isEqualTo(1);

    stage.call("DELETE", ECHO, "");
    says("the end");
    CompletableFuture<List<String>> rest =
        CompletableFuture.supplyAsync(
            () -> {
              List<String> left = new ArrayList<>();
              came.forEachRemaining(left::add);
              return left;
            });
    // Whoever looks for more at this very moment sees that the deployment has gone, and not the
    // end.
    assertThat(rest.get(20, TimeUnit.SECONDS)).flatExtracting(LogsIT::texts).isSubsetOf("the end");
    Wait.until("no follower", () -> stage.metric("busway_admin_followers") == 0);
  }

  private Stream<String> follow() throws IOException, InterruptedException {
    HttpRequest request =
        stage
            .to(ECHO + "/logs?follow=true")
            .header("Authorization", "Bearer " + ApiStage.TOKEN)
            .build();
    HttpResponse<Stream<String>> response = stage.client.send(request, BodyHandlers.ofLines());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  private Socket deafFollower() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), stage.port());
    String head =
        "GET "
            + ECHO
            + "/logs?follow=true HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
            + ApiStage.TOKEN
            + "\r\n\r\n";
    OutputStream out = socket.getOutputStream();
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void followersThatDoNotReadHoldUpNobodyAndAreNotMoreThanTheyMayBe() throws Exception {
    List<Socket> deaf = new ArrayList<>();
    try {
      for (int i = 0; i < DeploymentCalls.MAX_FOLLOWERS; i++) {
        deaf.add(deafFollower());
      }
      Wait.until(
          "all follow",
          () -> stage.metric("busway_admin_followers") == DeploymentCalls.MAX_FOLLOWERS);
      for (int i = 0; i < 20_000; i++) {
        says("x".repeat(1_000));
      }

      HttpResponse<String> refused = stage.get(ECHO + "/logs?follow=true");
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.body()).contains("16 follow logs already (expected: fewer)");
      assertThat(stage.get(ECHO + "/logs?lines=1").statusCode()).isEqualTo(200);
      assertThat(stage.get("/live").statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : deaf) {
        socket.close();
      }
    }
    Wait.until("they are gone", () -> stage.metric("busway_admin_followers") == 0);
  }

  @Test
  void seesThatAQuietFollowerHasGone() throws Exception {
    Socket socket = deafFollower();
    Wait.until("it follows", () -> stage.metric("busway_admin_followers") == 1);
    InputStream in = socket.getInputStream();
    assertThat(in.read()).isEqualTo('H');
    socket.close();

    says("for nobody");
    Wait.until(
        "it is gone",
        () -> {
          says("for nobody");
          return stage.metric("busway_admin_followers") == 0;
        });
  }
}
