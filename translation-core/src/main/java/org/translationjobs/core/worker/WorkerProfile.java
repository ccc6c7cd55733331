package org.translationjobs.core.worker;

import java.util.List;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.work.WorkerId;

/**
 * Who a worker is and what it can serve.
 *
 * @param name
 *          for people, for example the host's name and process id
 * @param version
 *          of the program
 * @param engines
 *          that are set up in it
 * @param store
 *          that it stages in
 * @param concurrency
 *          subtasks in flight at most
 */
public record WorkerProfile(
    WorkerId id,
    String name,
    String version,
    List<String> engines,
    StoreId store,
    int concurrency) {
  public WorkerProfile {
    engines = List.copyOf(engines);
  }
}
