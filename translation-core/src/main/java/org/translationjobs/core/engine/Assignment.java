package org.translationjobs.core.engine;

import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.text.SourceText;

/**
 * One text to translate, and how.
 *
 * @param novel
 *          whose glossary and memory are used
 * @param plan
 *          of the run: its engines, their parameters, the version of the glossary
 */
public record Assignment(NovelId novel, SourceText source, LanguagePair languages, Plan plan) {}
