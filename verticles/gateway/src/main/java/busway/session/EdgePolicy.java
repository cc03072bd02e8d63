package busway.session;

import java.time.Duration;

/**
 * In what the protocols differ beyond their bytes.
 *
 * @param transport label in metrics
 * @param answersPing whether a ping is answered by a pong
 * @param refusesUnknownUnregister whether ending a subscription that is not there is refused
 * @param maxAddressLength characters of an address
 * @param maxReplyAddressLength characters of a reply address
 * @param expiresAfter how long a client that has pinged may stay silent; zero is for ever
 * @param probes whether a client that never pinged is pinged by the server, and expires too
 */
public record EdgePolicy(
    String transport,
    boolean answersPing,
    boolean refusesUnknownUnregister,
    int maxAddressLength,
    int maxReplyAddressLength,
    Duration expiresAfter,
    boolean probes) {}
