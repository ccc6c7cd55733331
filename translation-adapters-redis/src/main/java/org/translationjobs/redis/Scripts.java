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

  /** By the server's clock, in microseconds; the use of a key is kept as long as it matters. */
  private static final String USE = """
      local clock = redis.call('TIME')
      local now = clock[1] * 1000000 + clock[2]
      local use = redis.call('HMGET', KEYS[1], 'pause', 'kind', 'reason', 'requests', 'tokens')
      local pause, requests, tokens =
          tonumber(use[1] or 0), tonumber(use[4] or 0), tonumber(use[5] or 0)
      local function keep(...)
        redis.call('HSET', KEYS[1], ...)
        local most = math.max(pause, requests, tokens)
        redis.call('PEXPIRE', KEYS[1], string.format('%.0f', math.ceil((most - now) / 1000) + 1000))
      end
      local function text(number)
        return string.format('%.0f', number)
      end
      """;

  /**
   * KEYS: the use of a key. ARGV: for how long the call's requests and its tokens use up their limits,
   * the longest wait. Answers what came of it, the wait, and kind and reason of a pause.
   */
  static final String ASK = USE + """
      if pause > now then
        return {'paused', text(pause - now), use[2], use[3]}
      end
      local ofRequests, ofTokens = tonumber(ARGV[1]), tonumber(ARGV[2])
      local at = now
      if ofRequests > 0 then at = math.max(at, requests) end
      if ofTokens > 0 then at = math.max(at, tokens) end
      if at - now > tonumber(ARGV[3]) then
        return {'late', text(at - now)}
      end
      if ofRequests > 0 then requests = at + ofRequests end
      if ofTokens > 0 then tokens = at + ofTokens end
      if ofRequests > 0 or ofTokens > 0 then
        keep('requests', text(requests), 'tokens', text(tokens))
      end
      return {'granted', text(at - now)}
      """;

  /** KEYS: the use of a key. ARGV: for how long, kind, reason. */
  static final String PAUSE = USE + """
      if now + ARGV[1] > pause then
        pause = now + ARGV[1]
        keep('pause', text(pause), 'kind', ARGV[2], 'reason', ARGV[3])
      end
      return 0
      """;

  /** KEYS: the use of a key. Answers what is left of a pause, its kind and reason. */
  static final String PAUSED = USE + """
      return {text(math.max(0, pause - now)), use[2] or '', use[3] or ''}
      """;

  private Scripts() {}
}
