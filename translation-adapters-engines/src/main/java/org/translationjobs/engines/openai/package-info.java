/** The protocol of chat completions, as OpenAI and many other servers speak it. */
@NullMarked
package org.translationjobs.engines.openai;

import org.jspecify.annotations.NullMarked;
