/** What somebody asked for, on a line. */
export const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** What somebody should know beside it, where it does not mix with what a program reads. */
export const remark = (line: string): void => void process.stderr.write(`${line}\n`);

/**
 * One line that grows: on a terminal in place, elsewhere a line each tenth.
 * @param patience milliseconds within which what ends is not worth a line.
 */
export function bar(label: string, unit: string, stream: NodeJS.WriteStream, patience = 0): (done: number, total: number) => void {
  const begun = performance.now();
  let tenth = -1;
  return (done, total) => {
    if (tenth < 0 && performance.now() - begun < patience) return;
    const share = total === 0 ? 1 : Math.min(1, done / total);
    if (stream.isTTY) stream.write(`\r${label} [${'#'.repeat(Math.round(share * 30)).padEnd(30)}] ${Math.floor(share * 100)} %  ${done} of ${total} ${unit}`);
    else if (Math.floor(share * 10) !== tenth) stream.write(`${label} ${Math.floor(share * 100)} %  ${done} of ${total} ${unit}\n`);
    tenth = Math.floor(share * 10);
    if (share === 1 && stream.isTTY) stream.write('\n');
  };
}

/** The progress of a command that prints its result, apart from that. */
export const progress = (label: string, unit: string): ((done: number, total: number) => void) => bar(label, unit, process.stderr, 1_000);
