/**
 * A fake engine server that speaks the protocols of OpenAI, DeepL and LibreTranslate and misbehaves as
 * told.
 */
@NullMarked
package org.translationjobs.testkit.engine;

import org.jspecify.annotations.NullMarked;
