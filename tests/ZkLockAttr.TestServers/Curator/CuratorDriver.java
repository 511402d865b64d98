import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.framework.recipes.locks.InterProcessReadWriteLock;
import org.apache.curator.framework.recipes.locks.InterProcessSemaphoreV2;
import org.apache.curator.framework.recipes.locks.Lease;
import org.apache.curator.retry.RetryUntilElapsed;

/**
 * Drives Curator for a test: a request a line on standard input, an answer or event a line on standard output, both JSON.
 *
 * Each lock has a thread of its own, since Curator's locks belong to threads. The process ends with its standard input.
 */
public final class CuratorDriver {
    private static final int CONNECT_MS = 15_000;
    private static final int RETRY_MS = 30_000;
    private static final int RETRY_PAUSE_MS = 100;

    private static final ObjectMapper JSON = new ObjectMapper();

    // Libraries that print must not disturb the lines.
    private static final PrintStream OUTPUT = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private final Map<String, Lock> locks = new ConcurrentHashMap<>();
    private CuratorFramework client;

    public static void main(String[] arguments) throws Exception {
        System.setOut(System.err);
        var driver = new CuratorDriver();
        var others = Executors.newCachedThreadPool();
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = input.readLine()) != null; ) {
            var request = JSON.readTree(line);
            var lock = request.has("lock") ? driver.locks.get(request.get("lock").asText()) : null;
            if (lock == null) {
                others.execute(() -> driver.answer(request, null));
            } else if (request.get("do").asText().equals("cancel")) {
                lock.interrupt();
                driver.answer(request, lock);
            } else {
                lock.thread.execute(() -> driver.answer(request, lock));
            }
        }

        Runtime.getRuntime().halt(0);
    }

    private void answer(JsonNode request, Lock lock) {
        var answer = JSON.createObjectNode().put("id", request.get("id").asInt());
        try {
            answer.set("result", JSON.valueToTree(lock == null ? execute(request) : lock.execute(request)));
        } catch (Throwable failure) {
            answer.put("error", failure.getClass().getSimpleName() + ": " + failure.getMessage());
        }

        say(answer);
    }

    private Object execute(JsonNode request) throws Exception {
        switch (request.get("do").asText()) {
            case "connect":
                return connect(request.get("hosts").asText(), request.get("timeout").asInt());
            case "make":
                locks.put(request.get("lock").asText(), make(request));
                return null;
            case "stop":
                client.close();
                return null;
            default:
                throw new IllegalArgumentException("Cannot do " + request);
        }
    }

    private long connect(String hosts, int timeout) throws Exception {
        client = CuratorFrameworkFactory.newClient(hosts, timeout, CONNECT_MS, new RetryUntilElapsed(RETRY_MS, RETRY_PAUSE_MS));
        client.getConnectionStateListenable().addListener(
            (source, state) -> say(JSON.createObjectNode().put("event", "state").put("state", state.name())));
        client.start();
        if (!client.blockUntilConnected(CONNECT_MS, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("No session within " + CONNECT_MS + " ms.");
        }

        return client.getZookeeperClient().getZooKeeper().getSessionId();
    }

    private Lock make(JsonNode request) {
        var path = request.get("path").asText();
        switch (request.get("kind").asText()) {
            case "Mutex":
                return new Mutex(new InterProcessMutex(client, path));
            case "ReadLock":
                return new Mutex(new InterProcessReadWriteLock(client, path).readLock());
            case "WriteLock":
                return new Mutex(new InterProcessReadWriteLock(client, path).writeLock());
            case "Semaphore":
                return new Semaphore(new InterProcessSemaphoreV2(client, path, request.get("leases").asInt()));
            default:
                throw new IllegalArgumentException("No such lock: " + request);
        }
    }

    private static synchronized void say(JsonNode message) {
        OUTPUT.println(message);
    }

    /** One of Curator's locks, and the thread that holds it. */
    private abstract static class Lock {
        private volatile Thread running;

        final ExecutorService thread = Executors.newSingleThreadExecutor(work -> running = new Thread(work));

        abstract boolean acquire(Long timeout) throws Exception;

        abstract void release() throws Exception;

        abstract Collection<String> participants() throws Exception;

        void interrupt() {
            if (running != null) {
                running.interrupt();
            }
        }

        Object execute(JsonNode request) throws Exception {
            switch (request.get("do").asText()) {
                case "acquire":
                    return acquire(request.get("timeout").isNull() ? null : request.get("timeout").asLong());
                case "release":
                    release();
                    return null;
                case "cancel":
                    return null;
                case "participants":
                    return participants();
                case "work":
                    return work(request.get("rounds").asInt(), Path.of(request.get("file").asText()));
                default:
                    throw new IllegalArgumentException("A lock cannot do " + request);
            }
        }

        /** Takes the lock again and again and adds 1 to the number in a file; fails where somebody else is inside too. */
        private int work(int rounds, Path file) throws Exception {
            var inside = Path.of(file + ".inside");
            for (var round = 0; round < rounds; round++) {
                acquire(null);
                Files.createFile(inside);
                Files.writeString(file, String.valueOf(Integer.parseInt(Files.readString(file).trim()) + 1));
                Files.delete(inside);
                release();
            }

            return rounds;
        }
    }

    private static final class Mutex extends Lock {
        private final InterProcessMutex mutex;

        Mutex(InterProcessMutex mutex) {
            this.mutex = mutex;
        }

        @Override
        boolean acquire(Long timeout) throws Exception {
            if (timeout != null) {
                return mutex.acquire(timeout, TimeUnit.MILLISECONDS);
            }

            mutex.acquire();
            return true;
        }

        @Override
        void release() throws Exception {
            mutex.release();
        }

        @Override
        Collection<String> participants() throws Exception {
            return mutex.getParticipantNodes();
        }
    }

    private static final class Semaphore extends Lock {
        private final InterProcessSemaphoreV2 semaphore;
        private final ArrayDeque<Lease> leases = new ArrayDeque<>();

        Semaphore(InterProcessSemaphoreV2 semaphore) {
            this.semaphore = semaphore;
        }

        @Override
        boolean acquire(Long timeout) throws Exception {
            var lease = timeout == null ? semaphore.acquire() : semaphore.acquire(timeout, TimeUnit.MILLISECONDS);
            return lease != null && leases.add(lease);
        }

        @Override
        void release() {
            semaphore.returnLease(leases.remove());
        }

        @Override
        Collection<String> participants() throws Exception {
            return semaphore.getParticipantNodes();
        }
    }
}
