package org.translationjobs.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A self-signed certificate, made with the JDK's keytool, as PEM files.
 *
 * @param certificate
 *          which is its own authority
 */
public record TestCertificate(Path certificate, Path key) {
  private static final String PASSWORD = "changeit";

  /**
   * @param name
   *          the subject alternative name, as keytool writes it: {@code ip:127.0.0.1} or
   *          {@code dns:localhost}
   */
  public static TestCertificate forName(String name) {
    var folder = ServerFolders.create("certificate");
    try {
      var store = folder.resolve("store.p12");
      keytool(store, name);
      var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
      return new TestCertificate(
          pem(folder.resolve("cert.pem"), "CERTIFICATE", keys.getCertificate("test").getEncoded()),
          pem(folder.resolve("key.pem"), "PRIVATE KEY", keys.getKey("test", PASSWORD.toCharArray())
              .getEncoded()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no test certificate", e);
    }
  }

  private static void keytool(Path store, String name) throws IOException {
    var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool")
        .toString(),
        "-genkeypair", "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass",
        PASSWORD,
        "-alias", "test", "-keyalg", "EC", "-groupname", "secp256r1", "-dname",
        "CN=translation-testkit",
        "-validity", "30", "-ext", "san=" + name).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException("keytool: " + output);
    }
  }

  private static Path pem(Path file, String type, byte[] der) throws IOException {
    var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(file, "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type
        + "-----\n");
  }
}
