/** The JSON forms of the integration guide: announcements and staged texts. */
@NullMarked
package org.translationjobs.json;

import org.jspecify.annotations.NullMarked;
