/** Starts a program on a new enough Java or says in one line why not. */
package org.translationjobs.launcher;
