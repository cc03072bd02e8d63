package busway.metrics;

/** A text format that Prometheus reads. */
public enum ExpositionFormat {
  /** Prometheus text 0.0.4, which everything reads. */
  PROMETHEUS("text/plain; version=0.0.4; charset=utf-8"),
  /** OpenMetrics 1.0. */
  OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

  private final String contentType;

  ExpositionFormat(String contentType) {
    this.contentType = contentType;
  }

  /** For the header of the same name. */
  public String contentType() {
    return contentType;
  }
}
