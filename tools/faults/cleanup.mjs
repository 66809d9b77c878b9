// What a run has begun and has to undo, whatever ends it.

/**
 * `cleanups` takes what undoes something; `cleanUp` undoes all of it, last first, whatever of it fails, and once. A
 * signal does so as well, and ends the process: what fails after that (`wasTold`), fails for that.
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
