package busway.loops;

import busway.metrics.SharedHistogram;

/**
 * What is exported of the handlers that share their labels.
 *
 * @param queue from all verticles with this address
 */
record HandlerSeries(
    String address, String verticle, SharedHistogram time, SharedHistogram queue) {}
