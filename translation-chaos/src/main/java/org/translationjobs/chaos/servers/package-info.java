/** What the workers talk to and what stands between: servers, proxies, the worker processes themselves. */
@NullMarked
package org.translationjobs.chaos.servers;

import org.jspecify.annotations.NullMarked;
