package org.translationjobs.engines;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.translationjobs.core.job.LanguagePair;

/** The directions that an installation of Apertium has, such as {@code eng-spa}. */
record ApertiumDirections(List<String> names) implements Pairs<String> {
  static ApertiumDirections of(Collection<String> names) {
    return new ApertiumDirections(List.copyOf(new TreeSet<>(names)));
  }

  @Override
  public Optional<String> find(LanguagePair pair) {
    for (var to : ApertiumLanguages.codes(pair.to())) {
      for (var from : ApertiumLanguages.codes(pair.from())) {
        var name = from + "-" + to;
        if (names.contains(name)) {
          return Optional.of(name);
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public String missing(LanguagePair pair) {
    var from = ApertiumLanguages.iso3(pair.from());
    var to = ApertiumLanguages.iso3(pair.to());
    var one = from.compareTo(to) < 0 ? from + "-" + to : to + "-" + from;
    return "apertium does not translate " + pair + " (" + from + "-" + to + ") here, it has "
        + (names.isEmpty() ? "no directions" : String.join(", ", names))
        + "; if the pair exists, install it with: apt-get install apertium-" + one;
  }
}
