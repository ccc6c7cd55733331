package org.translationjobs.runtime.configuration;

/**
 * Where health and metrics are served.
 *
 * @param port
 *          0 turns them off
 */
public record HttpConfiguration(String bind, int port) {}
