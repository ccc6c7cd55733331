package org.translationjobs.redis;

/** What must happen as a whole on the server. An entry is named by the SHA-1 of its bytes. */
final class Scripts {
  /** KEYS: kept list. ARGV: SHA-1. */
  static final String ACKNOWLEDGE = """
      for _, entry in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
        if redis.sha1hex(entry) == ARGV[1] then
          return redis.call('LREM', KEYS[1], 1, entry)
        end
      end
      return 0
      """;

  /** KEYS: kept list, rejected list. ARGV: SHA-1, the rejected entry, the last index to keep. */
  static final String REJECT = """
      for _, entry in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
        if redis.sha1hex(entry) == ARGV[1] then
          redis.call('LPUSH', KEYS[2], ARGV[2])
          redis.call('LTRIM', KEYS[2], 0, ARGV[3])
          return redis.call('LREM', KEYS[1], 1, entry)
        end
      end
      return 0
      """;

  /** KEYS: rejected list, queue. ARGV: the rejected entry, its payload. */
  static final String REQUEUE = """
      if redis.call('LREM', KEYS[1], 1, ARGV[1]) == 0 then
        return 0
      end
      redis.call('RPUSH', KEYS[2], ARGV[2])
      return 1
      """;

  /** KEYS: kept list, set of workers. ARGV: the worker. Not when it took something meanwhile. */
  static final String FORGET_WORKER = """
      if redis.call('EXISTS', KEYS[1]) == 0 then
        return redis.call('SREM', KEYS[2], ARGV[1])
      end
      return 0
      """;

  private Scripts() {}
}
