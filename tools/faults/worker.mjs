// One process of the fleet. Its only argument is its task, as JSON. It ends when asked, or when its parent is gone.
import { setMaxListeners } from 'node:events';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { setTimeout as elapse } from 'node:timers/promises';

const task = JSON.parse(process.argv[2]);

// Kafka tells its clients which address to connect to, so the proxy has to replace the address of their sockets.
if (task.kafka) {
  const connect = net.connect;
  net.connect = (options, ...rest) =>
    connect(options.port === task.kafka.port ? { ...options, port: task.kafka.proxy } : options, ...rest);
  syncBuiltinESMExports();
}

const stopping = new AbortController();
setMaxListeners(0, stopping.signal);
process.on('disconnect', () => process.exit(0));
let well = task.well ?? false;
process.on('message', (said) => {
  if (said === 'stop') stopping.abort();
  if (said === 'well') well = true;
});
// Ctrl-C at the terminal reaches every process; the first one ends the others.
process.on('SIGINT', () => stopping.abort());

const stats = {};
const send = (message) => process.connected && process.send(message);
setInterval(() => send({ stats }), 500).unref();

const hub = {
  ...task,
  stopping: stopping.signal,
  bump: (what, by = 1) => (stats[what] = (stats[what] ?? 0) + by),
  /** Whether failing on purpose is over. */
  well: () => well,
  /** Writes to this process's own log. */
  tell: (what, error) =>
    process.stderr.write(
      `${new Date().toISOString()} ${what}: ` +
        `${error instanceof Error ? `${error.name} ${error.message}` : typeof error === 'string' ? error : JSON.stringify(error)}\n`,
    ),
  /** Reports something that must not happen, whatever fails. */
  alarm: (sentence) => send({ alarm: `${task.name}: ${sentence}` }),
  /** Resolves after `milliseconds`, or at once when this process has to stop. */
  pause: (milliseconds) =>
    elapse(milliseconds, undefined, { signal: stopping.signal }).catch((error) => {
      if (!stopping.signal.aborted) throw error;
    }),
  /** Runs `work`, and tries again for at most a minute, because its servers may be down. */
  async persist(what, work) {
    for (const until = Date.now() + 60_000; ; await hub.pause(300)) {
      try {
        return await work();
      } catch (error) {
        hub.tell(what, error);
        if (Date.now() > until || stopping.signal.aborted) throw error;
      }
    }
  },
};
hub.trouble = (name, error) => {
  hub.tell(name, error);
  if (error?.name === 'OrderFault') hub.alarm(`${name} stopped: ${error.message}`);
};
hub.brokerLog = (level, message, details) => level !== 'debug' && level !== 'info' && hub.tell(message, details ?? '');

const { default: play } = await import(`./roles/${task.role}.mjs`);
await play(hub);
send({ stats });
process.exit(0);
