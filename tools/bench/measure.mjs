// Runs two ways of doing the same thing in turn, so that a busy moment of the machine falls on both. Reports the ratio
// of their medians.

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
export const percentile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

/**
 * Calls `work(n)` from `workers` workers at once for `seconds` seconds. Answers the calls a second, and the 99th
 * percentile in milliseconds.
 */
export async function rate(workers, seconds, work) {
  const until = performance.now() + seconds * 1000;
  const started = performance.now();
  const times = [];
  let n = 0;
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (performance.now() < until) {
        const begun = performance.now();
        await work(n++);
        times.push(performance.now() - begun);
      }
    }),
  );
  return {
    perSecond: times.length / ((performance.now() - started) / 1000),
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
  };
}

/** Measures `ours` and `limit` in turn. Calls each once before, with true, to warm up. */
export async function beside(rounds, ours, limit) {
  const results = { ours: [], limit: [] };
  await ours(true);
  await limit(true);
  for (let round = 0; round < rounds; round += 1) {
    results.limit.push(await limit(false));
    results.ours.push(await ours(false));
  }
  const of = (name) =>
    Object.fromEntries(
      Object.keys(results[name][0]).map((figure) => [figure, median(results[name].map((one) => one[figure]))]),
    );
  const [measured, bound] = [of('ours'), of('limit')];
  return { ours: measured, limit: bound, ratio: measured.perSecond / bound.perSecond };
}

/** The items a second of `work`, which answers how many items it did. */
export async function throughput(work) {
  const started = performance.now();
  const count = await work();
  return { perSecond: count / ((performance.now() - started) / 1000) };
}
