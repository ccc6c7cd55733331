package org.translationjobs.core.promotion;

import org.translationjobs.core.text.EncodedText;
import org.translationjobs.core.text.TranslatedText;

/**
 * An item with its verified translation.
 *
 * @param encoded
 *          the same translation, made by whoever reads it, so that the transaction has less to do
 */
public record PromotionText(PromotionItem item, TranslatedText text, EncodedText encoded) {
  public PromotionText(PromotionItem item, TranslatedText text) {
    this(item, text, EncodedText.of(text));
  }
}
