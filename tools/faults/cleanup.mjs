// Undoes everything that a run has begun, however the run ends.

/**
 * `cleanups` is a list of undoing functions. `cleanUp` runs all of them once, last first, even if some fail. A signal
 * runs them too and ends the process; later failures come from that (`wasTold`).
 */
export function openCleanUp(say) {
  const cleanups = [];
  let cleaning;
  let told = false;
  const cleanUp = () =>
    (cleaning ??= (async () => {
      for (const undo of cleanups.reverse()) await undo().catch((error) => say(`Cleaning up: ${error.message}`));
    })());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.once(signal, () => {
      told = true;
      say('Stopping …');
      void cleanUp().finally(() => process.exit(130));
    });
  return { cleanups, cleanUp, wasTold: () => told };
}
