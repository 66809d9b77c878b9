import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { bar, print, remark } from './terminal.js';

afterEach(() => void jest.restoreAllMocks());

/**
 * Collects everything that a bar writes to a stream, terminal or not, and everything written to the standard streams.
 */
function screen(isTTY: boolean): { stream: NodeJS.WriteStream; written: string[] } {
  const written: string[] = [];
  const write = (text: unknown): boolean => written.push(String(text)) > 0;
  for (const stream of [process.stdout, process.stderr]) jest.spyOn(stream, 'write').mockImplementation(write);
  return { stream: Object.assign(Object.create(process.stderr) as NodeJS.WriteStream, { isTTY, write }), written };
}

describe('a bar', () => {
  it('is drawn again only when it shows something else', () => {
    const { stream, written } = screen(true);
    const show = bar('Verifying', 'entries', stream);
    for (let done = 256; done <= 2_560_000; done += 256) show(done, 2_560_000);
    expect(written).toHaveLength(102);
    expect(written.slice(-3)).toEqual([
      expect.stringMatching(/^\rVerifying \[#+ *\] 99 % {2}2534400 of 2560000 entries$/),
      expect.stringMatching(/^\rVerifying \[#{30}\] 100 % {2}2560000 of 2560000 entries$/),
      '\n',
    ]);
  });

  it('is a line each tenth where there is no terminal', () => {
    const { stream, written } = screen(false);
    const show = bar('Verifying', 'entries', stream);
    for (let done = 1; done <= 1_000; done += 1) show(done, 1_000);
    expect(written).toHaveLength(11);
    expect(written.at(-1)).toBe('Verifying 100 %  1000 of 1000 entries\n');
  });

  it.each([
    [true, ['\rAppending 65536 bytes', '\rAppending 131072 bytes', '\rAppending 196608 bytes'], 450],
    [false, ['Appending 65536 bytes\n', 'Appending 131072 bytes\n', 'Appending 196608 bytes\n'], 50],
  ])('shows how much is done also where nobody knows of how much (on a terminal: %s)', (isTTY, first, most) => {
    const { stream, written } = screen(isTTY);
    const show = bar('Appending', 'bytes', stream);
    for (let done = 65_536; done <= 1_000_000_000; done += 65_536) show(done);
    expect(written.slice(0, 3)).toEqual(first);
    expect(Number(written.at(-1)?.split(' ')[1])).toBeGreaterThan(900_000_000);
    expect(written.length).toBeLessThan(most);
  });

  it.each([
    ['a message', remark],
    ['a result', print],
  ])('is ended before %s, once', (_, say) => {
    const { stream, written } = screen(true);
    bar('Verifying', 'entries', stream)(1, 10);
    say('It does not hold.');
    say('At all.');
    expect(written.slice(1)).toEqual(['\n', 'It does not hold.\n', 'At all.\n']);
  });

  it('that ended by itself is not ended again', () => {
    const { stream, written } = screen(true);
    bar('Verifying', 'entries', stream)(10, 10);
    remark('Good.');
    expect(written.slice(1)).toEqual(['\n', 'Good.\n']);
  });
});
