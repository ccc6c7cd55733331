package org.translationjobs.runtime.configuration;

import java.util.regex.Pattern;

/** Takes passwords out of what people get to see. */
public final class Secrets {
  private static final String MASK = "***";

  /** In a value that is a URL, a password reaches to the last @, whatever is in it. */
  private static final Pattern USER_INFO = Pattern.compile("(//[^:@/?\\s]*):\\S*@");
  /** The same where somebody forgot the scheme. */
  private static final Pattern BARE_USER_INFO = Pattern.compile("^([^:@/?\\s]*):\\S*@");
  /** In a longer text, a password ends at the first @; the word in our own hints is none. */
  private static final Pattern EMBEDDED =
      Pattern.compile("(//[^:@/?\\s]*):(?!<password>@)[^@\\s]*@");
  /** Lettuce takes a lone user info for the password. */
  private static final Pattern REDIS_PASSWORD = Pattern.compile("(redis[a-z-]*://)[^:@/,\\s]+@");
  private static final Pattern PARAMETER = Pattern.compile(
      "(?i)([?&;](?:[a-z_-]*password|pass|pwd|secret|token|api_?key)=)[^&;\\s]*");

  private static final Pattern REST = Pattern.compile("(?s)([?#]).+");
  private static final Pattern ANY_USER_INFO = Pattern.compile("(?s)^([a-zA-Z]{1,9}://)?.*@");

  private Secrets() {}

  /** A URL, or a list of them, without its passwords. */
  public static String maskUrl(String url) {
    var userInfo = url.contains("//") ? USER_INFO : BARE_USER_INFO;
    return maskRest(userInfo.matcher(url).replaceAll("$1:" + MASK + "@"));
  }

  /** The address of a server without user, query and fragment, where keys of any name may stand. */
  public static String maskAddress(String address) {
    var rest = REST.matcher(address).replaceFirst("$1" + MASK);
    return ANY_USER_INFO.matcher(rest).replaceFirst("$1" + MASK + "@");
  }

  /** A text that may contain URLs, for example an exception's message, without their passwords. */
  public static String maskText(String text) {
    return maskRest(EMBEDDED.matcher(text).replaceAll("$1:" + MASK + "@"));
  }

  private static String maskRest(String text) {
    var masked = REDIS_PASSWORD.matcher(text).replaceAll("$1" + MASK + "@");
    return PARAMETER.matcher(masked).replaceAll("$1" + MASK);
  }
}
