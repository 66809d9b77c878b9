// Loaded into the process under fuzz: measures, from within, how long its event loop is held, and tells whoever forked
// it when asked. A timer of 5 ms sees how late it comes. Of that gap only the time counts that the main thread spent on
// a core, where the system tells (Linux, schedstat): what a neighbour took is not the request's. Garbage collections
// are told apart, since any request may meet one.
import { readFileSync } from 'node:fs';
import { PerformanceObserver, performance } from 'node:perf_hooks';

const every = 5;
const schedule = `/proc/self/task/${process.pid}/schedstat`;

/** Milliseconds that the main thread has been on a core; undefined where nobody says. */
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
