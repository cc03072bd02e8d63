/**
 * Verticles and tasks as a user writes them. A verticle depends on Vert.x alone; a task on {@code
 * busway.worker.Task} as well. What each answers is in the README beside the sources.
 */
package busway.examples;
