package org.translationjobs.benchmarks.scene;

import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * English that means nothing, in HTML paragraphs; no two chapters are alike, and it compresses about as
 * a novel does. The same seed gives the same text.
 */
public final class Prose {
  private static final String[] WORDS =
      ("the the the the the the of of of and and and and to to to a a a a in in was was he he she she it it his"
          + " her her that that with had as for on but at not you all from they be said is were him which when one"
          + " there up out so into what them would then some if could been down now about over like before must time"
          + " very more little back where upon here after again only other made way two thought came through good how"
          + " never old house river night morning evening letter window door water boat lamp street mother father"
          + " captain daughter brother garden kitchen winter autumn summer harbour market journey silence promise"
          + " answered remembered followed listened whispered carried opened closed turned looked waited walked"
          + " slowly quietly suddenly perhaps always nothing something everything somebody himself herself together"
          + " although because without between beneath beyond towards against whatever nevertheless impossible"
          + " particular considerable extraordinary circumstances acquaintance understanding gentleman lieutenant"
          + " Mara Quill Anselm Tobias Ferrier Lindqvist Harbourmaster Northgate Saint-Cloud Wednesday Michaelmas"
          + " umbrella lantern cathedral staircase candle thunder meadow chestnut velvet porcelain anchor copper"
          + " bewildered astonished reluctant melancholy brilliant obstinate delicate crooked weathered forgotten")
          .split(" ", -1);
  private static final String[] ENDS = {". ", ". ", ". ", ", ", ", ", "; ", "! ", "? "};

  private final RandomGenerator random;

  public Prose(long seed) {
    random = new Random(seed);
  }

  /** A chapter of exactly so many characters, all of them ASCII. */
  public String chapter(int characters) {
    if (characters < 8) {
      return "x".repeat(characters);
    }
    var text = new StringBuilder(characters + 64).append("<p>");
    var words = 0;
    while (text.length() < characters) {
      text.append(word());
      words++;
      if (words % 80 == 79) {
        text.append(".</p>\n<p>");
      } else {
        text.append(random.nextInt(9) == 0 ? ENDS[random.nextInt(ENDS.length)] : " ");
      }
    }
    text.setLength(characters - 4);
    return text.append("</p>").toString();
  }

  /** The same without any markup; paragraphs are separated by empty lines. */
  public String plainChapter(int characters) {
    var plain = new StringBuilder(characters + 64);
    while (plain.length() < characters) {
      plain.append(chapter(12_000).replaceAll("</?p>", "").replace("\n", "\n\n")).append("\n\n");
    }
    plain.setLength(characters);
    return plain.toString();
  }

  /** Frequent words are frequent, and one in eight has a letter of its own. */
  private String word() {
    var word = WORDS[random.nextInt(WORDS.length)];
    return random.nextInt(8) == 0 ? word + (char) ('a' + random.nextInt(26)) : word;
  }
}
