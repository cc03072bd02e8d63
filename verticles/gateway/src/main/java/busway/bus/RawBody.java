package busway.bus;

/**
 * A body on its way over the event bus: JSON text that was checked and is never changed. Whoever
 * receives it with an ordinary consumer sees what it stands for, by {@link RawBodyCodec}.
 */
@SuppressWarnings("ArrayRecordComponent") // a body is compared by nobody and copied by nobody
public record RawBody(byte[] json) {}
