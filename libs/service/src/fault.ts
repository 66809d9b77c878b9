import { cut } from './cut.js';

/**
 * The exit code after an error that nobody caught: the supervisor starts the process again. 1 is for problems that a
 * new start would not mend.
 */
export const faultCode = 70;
/** The longest time for stopping, in milliseconds. */
const patience = 8_000;
const mostTold = 10;

/** An error's first line without anything that could be a secret, and where it was thrown. */
export function faultText(error: unknown): string {
  const { name, message, stack } =
    error instanceof Error
      ? error
      : new Error(typeof error === 'string' ? error : 'something that is no error was thrown');
  const said = cut(message.replace(/\/\/[^/\s:@]*:[^/\s@]*@/g, '//(hidden)@'));
  const frames = (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => cut(line));
  return [`${cut(name)}: ${said}`, ...frames].join('\n');
}

/** Ends a process after a fault, and gives the reason. */
export interface Ending {
  /** The reason why this process is ending, in a sentence. Undefined while it is not. */
  reason(): string | undefined;
  /** The function that stops everything, once something runs. */
  stopBy(stop: () => Promise<void>): void;
}

/**
 * Ends this process at the first error that nobody caught: logs it, stops everything, and exits, after eight seconds
 * even if stopping hangs. Memory cannot be relied on after such an error.
 */
export function endOnFault(say: (text: string) => void = (text) => process.stderr.write(`${text}\n`)): Ending {
  let reason: string | undefined;
  let stop: () => Promise<void> = () => Promise.resolve();
  let told = 0;
  const end = (error: unknown) => {
    told += 1;
    if (told <= mostTold) say(`Nobody caught this: ${faultText(error)}`);
    if (reason !== undefined) return;
    reason = 'This process is ending by an error that nobody caught.';
    const leave = () => process.exit(faultCode);
    setTimeout(leave, patience);
    Promise.resolve()
      .then(stop)
      .then(leave, (second: unknown) => {
        say(`Stopping failed: ${faultText(second)}`);
        leave();
      });
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
  return { reason: () => reason, stopBy: (how) => void (stop = how) };
}
