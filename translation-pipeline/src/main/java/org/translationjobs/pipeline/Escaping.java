package org.translationjobs.pipeline;

/** How text is written in a source and how white space counts there. */
enum Escaping {
  HTML {
    @Override
    String escape(String text, String original) {
      var escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
      return original.contains("&nbsp;") && original.indexOf('\u00A0') < 0
          ? escaped.replace("\u00A0", "&nbsp;")
          : escaped;
    }

    // any run of ASCII white space shows as one space
    @Override
    void append(StringBuilder marked, String text) {
      for (var i = 0; i < text.length(); i++) {
        var c = text.charAt(i);
        if (c != ' ' && c != '\n' && c != '\t' && c != '\r' && c != '\f') {
          marked.append(c);
        } else if (marked.isEmpty() || marked.charAt(marked.length() - 1) != ' ') {
          marked.append(' ');
        }
      }
    }
  },
  PLAIN {
    @Override
    String escape(String text, String original) {
      return text;
    }

    @Override
    void append(StringBuilder marked, String text) {
      marked.append(text);
    }
  };

  /** The text as it has to stand in a document of this kind, beside the original. */
  abstract String escape(String text, String original);

  /** Adds source text to what the engine sees. */
  abstract void append(StringBuilder marked, String text);
}
