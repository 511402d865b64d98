import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.retry.RetryUntilElapsed;

/**
 * Curator's InterProcessMutex for a benchmark: a request a line on standard input, an answer a line on standard output, both JSON.
 *
 * The process ends with its standard input.
 */
public final class CuratorOpponent {
    private static final int SESSION_MS = 20_000;
    private static final int CONNECT_MS = 15_000;
    private static final int RETRY_PAUSE_MS = 100;

    private static final ObjectMapper JSON = new ObjectMapper();

    // Libraries that print must not disturb the lines.
    private static final PrintStream OUTPUT = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private CuratorFramework client;

    public static void main(String[] arguments) throws Exception {
        System.setOut(System.err);
        var opponent = new CuratorOpponent();
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = input.readLine()) != null; ) {
            var request = JSON.readTree(line);
            opponent.threads.execute(() -> opponent.answer(request));
        }

        Runtime.getRuntime().halt(0);
    }

    private void answer(JsonNode request) {
        var answer = JSON.createObjectNode().put("id", request.get("id").asInt());
        try {
            answer.set("result", JSON.valueToTree(execute(request)));
        } catch (Throwable failure) {
            answer.put("error", failure.getClass().getSimpleName() + ": " + failure.getMessage());
        }

        synchronized (OUTPUT) {
            OUTPUT.println(answer);
        }
    }

    private Object execute(JsonNode request) throws Exception {
        switch (request.get("do").asText()) {
            case "connect":
                return connect(request.get("hosts").asText());
            case "run":
                return run(
                    request.get("lock").asText(), request.get("callers").asInt(), request.get("cycles").asInt(), request.get("milliseconds").asLong());
            default:
                throw new IllegalArgumentException("Cannot do " + request);
        }
    }

    private Object connect(String hosts) throws Exception {
        client = CuratorFrameworkFactory.newClient(hosts, SESSION_MS, CONNECT_MS, new RetryUntilElapsed(CONNECT_MS, RETRY_PAUSE_MS));
        client.start();
        if (!client.blockUntilConnected(CONNECT_MS, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("No session within " + CONNECT_MS + " ms.");
        }

        return null;
    }

    /** Callers of one client acquire and release so often, or for so long. Times are in milliseconds. */
    private Object run(String lock, int callers, int cycles, long milliseconds) throws Exception {
        var mutex = new InterProcessMutex(client, "/locks/" + lock);
        var start = System.nanoTime();
        var end = start + TimeUnit.MILLISECONDS.toNanos(milliseconds);
        Callable<List<double[]>> caller = () -> {
            var times = new ArrayList<double[]>();
            while (cycles > 0 ? times.size() < cycles : System.nanoTime() < end) {
                var began = System.nanoTime();
                mutex.acquire();
                var acquired = System.nanoTime();
                mutex.release();
                var released = System.nanoTime();
                times.add(new double[] {(acquired - began) / 1e6, (released - began) / 1e6});
            }

            return times;
        };
        var done = new ArrayList<double[]>();
        var work = new ArrayList<Callable<List<double[]>>>();
        for (var i = 0; i < callers; i++) {
            work.add(caller);
        }

        for (var times : threads.invokeAll(work)) {
            done.addAll(times.get());
        }

        return Map.of(
            "acquires", done.stream().mapToDouble(times -> times[0]).toArray(),
            "cycles", done.stream().mapToDouble(times -> times[1]).toArray(),
            "seconds", (System.nanoTime() - start) / 1e9);
    }
}
