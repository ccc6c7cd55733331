package org.translationjobs.engines;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.translationjobs.core.text.OneLine;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a server says went wrong, as far as it can be understood; never null, often empty.
 *
 * @param message
 *          one line
 * @param code
 *          the code, the type and the status that it names, separated by spaces
 * @param param
 *          the field that it complains about
 */
public record ApiError(String message, String code, String param) {
  private static final int LONGEST = 300;

  /** A shorter secret is hidden only where it is a word of its own: it may be in any other. */
  private static final int SHORTEST_HIDDEN_ANYWHERE = 8;
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern TITLE =
      Pattern.compile("<title[^>]*>([^<]{1,300})", Pattern.CASE_INSENSITIVE);
  private static final Pattern HIDDEN =
      Pattern.compile("(?s)<(script|style)\\b.*?</\\1>|<[^>]*>", Pattern.CASE_INSENSITIVE);

  /** Reads an error object, a bare string, top-level fields, a list of them, HTML or plain text. */
  public static ApiError parse(String body) {
    var text = body.strip();
    if (text.startsWith("{") || text.startsWith("[") || text.startsWith("\"")) {
      try {
        return of(JSON.readTree(text));
      } catch (JacksonException e) {
        return new ApiError(OneLine.of(text, LONGEST), "", "");
      }
    }
    return new ApiError(OneLine.of(text.startsWith("<") ? words(text) : text, LONGEST), "", "");
  }

  public static ApiError of(JsonNode node) {
    var first = node.isArray() && !node.isEmpty() ? node.get(0) : node;
    var error = first.has("error") ? first.path("error") : first;
    if (!error.isObject()) {
      var detail = error.isValueNode() ? error.asString("") : error.toString();
      return new ApiError(
          line(detail.isEmpty() ? text(first, "message") : detail),
          line(text(first, "code") + " " + text(first, "type")), line(text(first, "param")));
    }
    var message =
        Stream.of("explanation", "message", "detail")
            .map(field -> text(error, field))
            .filter(told -> !told.isEmpty())
            .findFirst()
            .orElseGet(() -> error.isEmpty() ? "" : error.toString());
    var code =
        text(error, "code") + " " + text(error, "type") + " " + text(error, "status");
    return new ApiError(line(message), line(code), line(text(error, "param")));
  }

  /** The same without a secret that the server repeats. */
  public ApiError hiding(String secret) {
    return new ApiError(hidden(message, secret), hidden(code, secret), hidden(param, secret));
  }

  private static String hidden(String text, String secret) {
    var without =
        secret.isEmpty() ? text : secret.length() < SHORTEST_HIDDEN_ANYWHERE
            ? text.replaceAll("(?<![\\w-])" + Pattern.quote(secret) + "(?![\\w-])", "***")
            : text.replace(secret, "***");
    return without.replaceAll("\\bsk-[A-Za-z0-9_-]{6,}", "sk-***");
  }

  private static String line(String text) {
    return OneLine.of(text, LONGEST);
  }

  private static String text(JsonNode node, String field) {
    var value = node.path(field);
    return value.isMissingNode() || value.isNull()
        ? ""
        : value.isValueNode() ? value.asString("") : value.toString();
  }

  private static String words(String html) {
    var title = TITLE.matcher(html);
    return title.find() ? title.group(1) : HIDDEN.matcher(html).replaceAll(" ");
  }
}
