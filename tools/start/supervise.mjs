// Keeps a served program running: starts it, tells how it ended, and starts it again after growing pauses when it ended
// by itself.
import { fork } from 'node:child_process';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** How long after a start the failures before it are forgotten, in milliseconds. */
const wellFor = 60_000;
/** How long a program may take to stop, in milliseconds; its own deadline is shorter. */
const stopWithin = 60_000;
/** Failures of a program that was never ready, after which it is given up. */
const mostFirst = 5;

/** Seconds before the start after so many failures: 1, 2, 4 … 60. */
export const pauseAfter = (failures) => Math.min(60, 2 ** (failures - 1));

/**
 * Runs a program as a child, in a session of its own so that a Ctrl-C reaches it once, through here.
 * @param say prints a sentence to who waits
 * @returns the exit code to end with, once the program ended for good: it was told to stop, it ended well, or it could
 * not start
 */
export function supervise(file, args, say) {
  let child;
  let stopping;
  let forced = false;
  let failures = 0;
  let wasReady = false;
  let pausing;
  let port;
  let well;
  return new Promise((resolve) => {
    const end = (code) => {
      for (const name of signals) process.off(name, stop);
      resolve(code);
    };
    const stop = (signal) => {
      // A second Ctrl-C is the program's to hear.
      if (child) child.kill(signal);
      if (stopping) return;
      stopping = signal;
      clearTimeout(pausing);
      if (child) setTimeout(() => (forced = child?.kill('SIGKILL') ?? false), stopWithin).unref();
      else end(0);
    };
    const ended = (code, signal) => {
      clearTimeout(well);
      child = undefined;
      if (stopping) return end(code ?? (forced ? 1 : 0));
      if (code === 0) return end(0);
      failures += 1;
      const how = signal ?? `exit code ${code}`;
      // What stands in the way of a first start is said by the program, and stands there at the next one too.
      if (!wasReady && (code === 1 || failures > mostFirst)) return end(code ?? 1);
      const pause = pauseAfter(failures);
      say(`Stipple ended by itself with ${how}; starting it again in ${pause} s.`);
      pausing = setTimeout(start, pause * 1_000);
    };
    const start = () => {
      const one = fork(file, args, {
        env: { ...process.env, ...(port && { PORT: port }) },
        detached: true,
        stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      });
      child = one;
      one.on('message', (message) => {
        if (typeof message === 'object' && message !== null && 'ready' in message) {
          wasReady = true;
          // Where any free port was asked for: the same one again.
          if (process.env.PORT === '0') port = /:(\d+)$/.exec(message.ready)?.[1];
          well = setTimeout(() => (failures = 0), wellFor);
          well.unref();
        }
        if (process.connected) process.send(message);
      });
      one.once('error', (error) => {
        say(`Stipple could not be started: ${error.message}`);
        if (one.pid === undefined) ended(1, null);
      });
      one.once('exit', ended);
    };
    for (const name of signals) process.on(name, stop);
    start();
  });
}
