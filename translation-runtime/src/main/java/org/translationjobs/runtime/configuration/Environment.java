package org.translationjobs.runtime.configuration;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads single variables; a value that is not allowed ends in one line that says so. */
final class Environment {
  private static final int LONGEST_SHOWN = 200;
  private static final long LARGEST_SECRET_FILE = 64 * 1024;

  private final Map<String, String> values;

  Environment(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** The value without white space around it; one that is set but blank counts as not set. */
  Optional<String> text(Variable variable) {
    var value = raw(variable.name());
    if (!variable.secret()) {
      return value;
    }
    var file = raw(variable.fileName());
    if (value.isPresent() && file.isPresent()) {
      throw new ConfigurationException(
          variable.name(),
          variable.name() + " and " + variable.fileName() + " are both set; set one of them");
    }
    return value.or(() -> file.map(path -> contentOf(variable, path)));
  }

  String text(Variable variable, String byDefault) {
    return text(variable).orElse(byDefault);
  }

  int integer(Variable variable, int byDefault, int min, int max) {
    var value = text(variable);
    if (value.isEmpty()) {
      return byDefault;
    }
    try {
      var number = Integer.parseInt(value.get());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // refused below, like a number out of range
    }
    throw refused(variable, value.get(), "a whole number from " + min + " to " + max);
  }

  Duration seconds(Variable variable, Duration byDefault, int min, int max) {
    return Duration.ofSeconds(integer(variable, (int) byDefault.toSeconds(), min, max));
  }

  boolean bool(Variable variable, boolean byDefault) {
    return oneOf(variable, byDefault, Map.of("true", true, "false", false));
  }

  <T> T oneOf(Variable variable, T byDefault, Map<String, T> allowed) {
    var value = text(variable);
    if (value.isEmpty()) {
      return byDefault;
    }
    var found = allowed.get(value.get());
    if (found == null) {
      throw refused(
          variable, value.get(), allowed.keySet()
              .stream()
              .sorted()
              .collect(Collectors.joining(" or ")));
    }
    return found;
  }

  Optional<URI> httpUrl(Variable variable) {
    return text(variable).map(value -> {
      try {
        var uri = new URI(value);
        var scheme = uri.getScheme();
        if (uri.getHost() != null && ("http".equals(scheme) || "https".equals(scheme))) {
          return uri;
        }
      } catch (URISyntaxException e) {
        // refused below
      }
      throw refused(
          variable, Secrets.maskAddress(value), "http://host:port or https://host:port");
    });
  }

  Optional<Path> path(Variable variable) {
    return text(variable).map(value -> {
      try {
        return Path.of(value);
      } catch (InvalidPathException e) {
        throw refused(variable, value, "the path of a file or folder");
      }
    });
  }

  /** The one form of complaint. */
  static ConfigurationException refused(Variable variable, String value, String allowed) {
    var name = variable.name();
    return new ConfigurationException(
        name, name + " is '" + shown(variable, value) + "'; allowed: " + allowed);
  }

  private static String shown(Variable variable, String value) {
    if (variable.secret() && !variable.name().endsWith("_URL")) {
      return "***";
    }
    var line = Secrets.maskUrl(value).replaceAll("\\p{Cntrl}", "�");
    return line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "…" : line;
  }

  private Optional<String> raw(String name) {
    return Optional.ofNullable(values.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  private static String contentOf(Variable variable, String file) {
    try {
      var path = Path.of(file);
      if (Files.size(path) > LARGEST_SECRET_FILE) {
        throw new IOException("it is larger than 64 KiB");
      }
      var content = Files.readString(path).strip();
      if (content.isEmpty()) {
        throw new IOException("it is empty");
      }
      return content;
    } catch (IOException | InvalidPathException e) {
      throw new ConfigurationException(
          variable.name(),
          variable.fileName() + " is '" + file + "', which cannot be read: " + reason(e));
    }
  }

  private static String reason(Exception e) {
    return switch (e) {
      case java.nio.file.NoSuchFileException missing -> "there is no such file";
      case java.nio.file.AccessDeniedException denied -> "access denied";
      case java.nio.charset.CharacterCodingException coding -> "it is not UTF-8";
      default -> String.valueOf(e.getMessage());
    };
  }
}
