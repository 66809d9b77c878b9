import { outliveReaders, outputProblem, printNext } from './terminal.js';

/** Prints until nobody reads any more. */
export async function printForEver(): Promise<void> {
  outliveReaders();
  let printed = 0;
  while (await printNext(`line ${printed}`)) printed += 1;
  process.exitCode = (await outputProblem()) === undefined && printed > 0 ? 0 : 1;
}
