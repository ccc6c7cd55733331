/**
 * The domain: what a job, a run, a work item, a claim and a promotion are, the rules that decide
 * about them, and the ports through which they reach the world. Depends on the JDK alone.
 */
@NullMarked
package org.translationjobs.core;

import org.jspecify.annotations.NullMarked;
