package busway.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A text that may name a file: in a config file a relative one begins at the file's folder. It is
 * one if it has a slash, ends in {@code .jar}, {@code .java} or as scripts do, or is there. In a
 * command line, behind {@code process:}, those words are files that are there.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface MayBeFile {}
