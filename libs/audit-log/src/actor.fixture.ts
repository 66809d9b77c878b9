import { utf8 } from './encoding.js';
import { beginLog } from './log-folder.js';
import { LogWriter } from './log-writer.js';
import { Signer } from './signer.js';
import { SigningKey } from './signing-key.js';

const signerOf = (keyFile: string) => new Signer(SigningKey.read(keyFile), `${keyFile}.signed`);

/** Acts on a log once, as the program of another process. A refusal goes to standard error, and the exit code is 1. */
export async function act([what = '', folder = '', keyFile = '', other = '']: readonly string[]): Promise<void> {
  try {
    await acts[what]?.(folder, keyFile, other);
  } catch (error) {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  }
}

const acts: Record<string, (folder: string, keyFile: string, other: string) => unknown> = {
  generate: (_, keyFile, name) => SigningKey.generate(name, 'signature').write(keyFile),
  begin: (folder, keyFile) => beginLog(folder, signerOf(keyFile)),
  async append(folder, keyFile, count) {
    const writer = await LogWriter.open(folder, signerOf(keyFile));
    await writer.append(
      Array.from({ length: Number(count) }, (_, i) => utf8(`entry ${writer.size + i} ${'x'.repeat(200)}`)),
    );
    // Holds the log until the parent writes a line or ends.
    process.stdout.write('appended\n');
    await new Promise((resolve) => process.stdin.once('close', resolve).resume());
    process.stdout.write(`sealed ${(await writer.seal()).size}\n`);
    await writer.close();
  },
  async rotate(folder, keyFile, successor) {
    const writer = await LogWriter.open(folder, signerOf(keyFile));
    await writer.rotate(signerOf(successor));
    await writer.close();
  },
};
