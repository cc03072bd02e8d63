package busway.loops;

/**
 * One turn of an event loop that took long: from the end of a poll to the start of the next.
 *
 * @param sinceNs the end of the poll, by {@link System#nanoTime}
 * @param untilNs the start of the next
 * @param cpuNs CPU time of the loop's thread until then, since it started
 * @param queuedNs time that the thread had waited for a CPU until then
 */
public record LongTurn(long sinceNs, long untilNs, long cpuNs, long queuedNs) {

  /** From its start to its end. */
  public long durationNs() {
    return untilNs - sinceNs;
  }
}
