import { endOnFault } from './fault.js';

// A process that does as its first argument says, and tells on standard output what it comes to.
const ending = endOnFault();
ending.stopBy(() => {
  process.stdout.write(`stops: ${ending.reason()}\n`);
  return process.argv[3] === 'hangs' ? new Promise(() => undefined) : process.argv[3] === 'fails' ? Promise.reject(new Error('cannot close')) : Promise.resolve();
});
setInterval(() => undefined, 1_000);
const faults: Record<string, () => unknown> = {
  throws: () => {
    throw new Error(`connecting to postgres://owner:hunter2@db/x ${'x'.repeat(10_000)}`);
  },
  rejects: () => Promise.reject(new TypeError('row is undefined')),
  'throws a text': () => {
    throw 'a text' as unknown as Error;
  },
  'throws for ever': () => setInterval(() => { throw new Error('again'); }, 1),
};
setTimeout(() => faults[process.argv[2] ?? '']?.(), 10);
