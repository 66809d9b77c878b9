import { utf8 } from './encoding.js';
import { LogWriter } from './log-writer.js';
import { Signer } from './signer.js';
import { SigningKey } from './signing-key.js';

/** Appends one batch after the other until the process is killed. Prints each batch once it is sealed. */
export async function appendUntilKilled([
  folder = '',
  keyFile = '',
  stateFile = '',
  threads = '',
  seed = '0',
]: readonly string[]): Promise<never> {
  const writer = await LogWriter.open(folder, new Signer(SigningKey.read(keyFile), stateFile), {
    beside: threads === '2',
  });
  process.stdout.write(`opened ${writer.size}\n`);
  for (let round = Number(seed); ; round += 1) {
    const count = 1 + ((round * 7919) % 400);
    await writer.append(
      Array.from({ length: count }, (_, i) =>
        utf8(`entry ${writer.size + i} of round ${round} ${'x'.repeat((round * 31 + i) % 300)}`),
      ),
    );
    const { size } = await writer.seal();
    process.stdout.write(`sealed ${size}\n`);
  }
}
