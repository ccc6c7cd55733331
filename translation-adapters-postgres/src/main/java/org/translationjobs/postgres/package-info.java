/** Jobs, work, source texts, promotion, glossary, memory on PostgreSQL. */
@NullMarked
package org.translationjobs.postgres;

import org.jspecify.annotations.NullMarked;
