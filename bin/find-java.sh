# Sourced by the start scripts: find_java sets JAVA and JAVA_RELEASE to a Java 21 or newer, or says
# in one line that there is none. No Java is started to find out: each JDK has a file "release".

# The feature number (21, 25, ...) of the Java installed in $1, or 0.
java_feature() {
  sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9][0-9]*\).*/\2/p' "$1/release" 2>/dev/null |
    { read -r feature || feature=0; echo "${feature:-0}"; }
}

# The folder of the Java that PATH finds, through its symbolic links.
java_on_path() {
  on_path=$(command -v java) || return 0
  on_path=$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")
  dirname "$(dirname "$on_path")"
}

find_java() {
  for candidate in "${JAVA_HOME:-}" "$(java_on_path)" \
    "$(/usr/libexec/java_home -v 21+ 2>/dev/null)" \
    /usr/lib/jvm/* "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/* /opt/java/*; do
    [ -n "$candidate" ] && [ -x "$candidate/bin/java" ] || continue
    [ "$(java_feature "$candidate")" -ge 21 ] || continue
    JAVA=$candidate/bin/java
    JAVA_RELEASE=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$candidate/release")
    return 0
  done
  echo "${0##*/} needs Java 21 or newer and found none in JAVA_HOME, PATH, /usr/lib/jvm, ~/.sdkman or ~/.jdks. Install one, or set JAVA_HOME." >&2
  return 1
}

# Fails with a sentence unless the jar $1 has been built.
need_jar() {
  [ -f "$1" ] && return 0
  echo "${0##*/}: $1 is not built yet. Run: mvn -q -DskipTests package" >&2
  return 1
}

# Prints where the classes of jar $1, loaded and linked, are kept for the next start: an AOT cache, a file that
# may not be there yet; those of older builds of the jar are removed. Prints nothing where Java is older than 25,
# which knows none, or no file can be written. TRANSLATION_CACHE_DIR moves the file, an empty one turns this off;
# a folder with a space in its name is not used.
aot_cache() {
  [ "$(java_feature "${JAVA%/bin/java}")" -ge 25 ] || return 0
  cache=${TRANSLATION_CACHE_DIR-${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/translation-jobs}
  case $cache in '' | *[[:space:]]*) return 0 ;; esac
  mkdir -p "$cache" 2>/dev/null && [ -w "$cache" ] || return 0
  stamp=$(stat -c %Y-%s "$1" 2>/dev/null || stat -f %m-%z "$1" 2>/dev/null) || return 0
  family=$cache/${0##*/}-$(printf %s "$1" | cksum | cut -d ' ' -f 1)
  file=$family-$JAVA_RELEASE-$(cksum <"${JAVA%/bin/java}/release" | cut -d ' ' -f 1)-$stamp.aot
  [ -f "$file" ] || find "$cache" -maxdepth 1 -name "${family##*/}-*" ! -name "*-$stamp.aot*" \
    -exec rm -rf {} + 2>/dev/null
  echo "$file"
}

# Has the AOT cache $1 made by a run of the program of its own, some seconds later, in the background and with
# little priority. $2... are options of the JVM, -jar, the jar and its arguments. JAVA_OPTS are left out: a port
# or a file that they name is in use. What stays behind after a failure keeps it from being tried again for a day.
make_aot_cache() {
  (
    (
      file=$1
      making=$file.making
      shift
      sleep 5
      [ ! -f "$file" ] || exit 0
      find "$making" -prune -mmin +1440 -exec rm -rf {} + 2>/dev/null
      mkdir "$making" 2>/dev/null || exit 0
      nice "$JAVA" -Xmx256m "-XX:AOTCacheOutput=$making/cache" "$@" && mv "$making/cache" "$file" &&
        rm -rf "$making"
    ) 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- &
  ) </dev/null >/dev/null 2>&1
}

# The JVM says nothing about a cache that it cannot use: it starts without.
QUIET_CACHE='-Xlog:disable -Xlog:all=error:stderr'
