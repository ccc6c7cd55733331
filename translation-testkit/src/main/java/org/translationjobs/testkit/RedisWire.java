package org.translationjobs.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** One connection that speaks the Redis protocol (RESP2), so that tests do not check a client by itself. */
final class RedisWire implements AutoCloseable {
  private final Socket socket;
  private final DataInputStream in;

  RedisWire(int port) throws IOException {
    socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2_000);
      socket.setSoTimeout(10_000);
      in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Sends a command of texts and byte arrays.
   *
   * @return a {@code String} (status), {@code Long}, {@code byte[]}, {@code List} or null
   */
  @Nullable
  Object call(Object... command) throws IOException {
    var out = new ByteArrayOutputStream();
    out.writeBytes(("*" + command.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
    for (var word : command) {
      var bytes = word instanceof byte[] raw ? raw
          : word.toString().getBytes(StandardCharsets.UTF_8);
      out.writeBytes(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.writeBytes(bytes);
      out.writeBytes(new byte[] {'\r', '\n'});
    }
    socket.getOutputStream().write(out.toByteArray());
    return reply();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private @Nullable Object reply() throws IOException {
    var line = line();
    var rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+' -> rest;
      case '-' -> throw new IOException("Redis answered: " + rest);
      case ':' -> Long.valueOf(rest);
      case '$' -> bytes(Integer.parseInt(rest));
      case '*' -> list(Integer.parseInt(rest));
      default -> throw new IOException("not RESP2: " + line);
    };
  }

  private byte @Nullable [] bytes(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    var bytes = new byte[length];
    in.readFully(bytes);
    in.skipNBytes(2);
    return bytes;
  }

  private @Nullable Object list(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    var list = new ArrayList<@Nullable Object>();
    for (var i = 0; i < length; i++) {
      list.add(reply());
    }
    return list;
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (var c = in.readUnsignedByte(); c != '\r'; c = in.readUnsignedByte()) {
      line.append((char) c);
    }
    in.skipNBytes(1);
    return line.toString();
  }
}
