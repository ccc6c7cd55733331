package org.translationjobs.core.promotion;

import org.translationjobs.core.text.TranslatedText;

/** An item with its verified translation. */
public record PromotionText(PromotionItem item, TranslatedText text) {}
