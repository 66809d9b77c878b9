// Loaded into the process under fuzz: measures how long its event loop is held, and reports it to the parent on
// request. A timer of 5 ms measures how late it fires. Of that delay only the main thread's time on a core counts, if
// the system reports it (Linux, schedstat): the time of other processes is no request's fault. Garbage collections are
// counted apart, because any request may meet one.
import { readFileSync } from 'node:fs';
import { PerformanceObserver, performance } from 'node:perf_hooks';

const every = 5;
const schedule = `/proc/self/task/${process.pid}/schedstat`;

/** Milliseconds that the main thread has been on a core; undefined if the system does not report it. */
function onCore() {
  try {
    return Number(readFileSync(schedule, 'latin1').split(' ')[0]) / 1e6;
  } catch {
    return undefined;
  }
}

let last = { at: performance.now(), core: onCore() };
let worst = { held: 0, gap: 0 };
let collecting = 0;

new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) collecting = Math.max(collecting, duration);
}).observe({ entryTypes: ['gc'] });

function look() {
  const now = { at: performance.now(), core: onCore() };
  const gap = now.at - last.at;
  const held = now.core === undefined || last.core === undefined ? gap : Math.min(gap, now.core - last.core);
  if (held > worst.held) worst = { held, gap };
  last = now;
}
setInterval(look, every).unref();

process.on('message', (message) => {
  if (message?.fuzz !== 'look') return;
  look();
  const { heapUsed, rss } = process.memoryUsage();
  const sockets = process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
  process.send({ fuzz: { ...worst, collecting, sockets, heapUsed, rss } });
  worst = { held: 0, gap: 0 };
  collecting = 0;
});
