import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import {
  askWitness,
  base64,
  beginLog,
  checkLog,
  indicesFrom,
  InUse,
  isConsistent,
  isIncluded,
  isQuorum,
  LogWriter,
  makeLastingFolder,
  Malformed,
  mayBegin,
  nodeCryptography,
  proofBytes,
  readLog,
  SigningKey,
  sourceOf,
  treeIn,
  verifiedSignatures,
  verifierKeyText,
  writeBundleFile,
  type Checkpoint,
  type Policy,
} from '@stipple/audit-log';
import { keyFileOf, linesOf, readCheckpoint, readPolicy, signerOf, wholeNumber } from './audit-input.js';
import { sentenceOf } from './sentence.js';
import { print, printBytes, progress, remark } from './terminal.js';

/** Opens a log for writing, runs `work` on it, and closes it. */
async function writing<T>(
  folder: string,
  key: string | undefined,
  work: (writer: LogWriter) => Promise<T>,
): Promise<T> {
  readLog(folder);
  const writer = await LogWriter.open(folder, signerOf(key ?? keyFileOf(folder)), { beside: true });
  try {
    return await work(writer);
  } finally {
    await writer.close();
  }
}

/**
 * Asks each witness of a policy that has an address and has not cosigned yet, and adds the answers to the checkpoint.
 */
async function askWitnesses(folder: string, key: string | undefined, policy: Policy): Promise<void> {
  const { bytes, checkpoint } = readLog(folder);
  const cosigned = cosignersOf(checkpoint, policy);
  const tree = treeIn(folder, checkpoint.size);
  const lines: string[] = [];
  for (const { name, key: witness, url } of policy.witnesses) {
    if (url === undefined || cosigned.has(name)) continue;
    try {
      lines.push(...(await askWitness({ url, key: witness }, bytes, tree)));
    } catch (error) {
      // Report a witness that cannot be reached. The quorum decides whether it was needed.
      remark(`${name}: ${sentenceOf(error)}`);
    }
  }
  if (lines.length === 0) return;
  await writing(folder, key, async (writer) => {
    if (writer.sealed.note.text !== checkpoint.note.text)
      throw new InUse('The log has grown while its witnesses were asked; ask them again.');
    await writer.addSignatures(lines);
  });
}

/** The names of the policy's witnesses that have cosigned a checkpoint. */
function cosignersOf({ note }: Checkpoint, policy: Policy): Set<string> {
  const found = verifiedSignatures(
    nodeCryptography,
    note,
    policy.witnesses.map(({ key }) => key),
  );
  return new Set(
    policy.witnesses.filter(({ key }) => found.some((signature) => signature.key === key)).map(({ name }) => name),
  );
}

/** Whether a log's checkpoint has the cosignatures that the policy asks for. */
const isSealed = (folder: string, policy: Policy): boolean =>
  isQuorum(policy, cosignersOf(readLog(folder).checkpoint, policy));

export function addLogCommands(program: Command): void {
  const log = program.command('log').description('a log that nobody can rewrite unnoticed, in a folder');

  log
    .command('init <dir>')
    .description('begin a log; makes a key beside it unless one is given')
    .requiredOption('--origin <name>', "the log's name, such as clinic.example/audit; its key has the same name")
    .option('--key <file>', 'a key to sign with, which has not signed before')
    .action((dir: string, { origin, key }: { origin: string; key?: string }) => {
      mayBegin(dir);
      const keyFile = key ?? keyFileOf(dir);
      if (key === undefined) {
        if (existsSync(keyFile))
          throw new Malformed(
            `${keyFile} is there already, and no log in ${dir}: ` +
              `if this command was stopped before, go on with --key ${keyFile}.`,
          );
        makeLastingFolder(path.dirname(keyFile));
        SigningKey.generate(origin, 'signature').write(keyFile);
      }
      const signer = signerOf(keyFile);
      if (signer.origin !== origin)
        throw new Malformed(`The key in ${keyFile} is named ${signer.origin}, and the log ${origin}.`);
      beginLog(dir, signer);
      print(verifierKeyText(signer.key.verifier));
      remark(
        `The log is in ${dir}. Its key is ${keyFile}: keep it, and ${keyFile}.signed, away from the log. ` +
          'The line above is its public key.',
      );
    });

  log
    .command('append')
    .argument('<dir>')
    .argument('[file]', 'the entries; standard input if it is left out or is -')
    .description(
      'append one entry a line (its bytes without the newline), sign, and print the new checkpoint; ' +
        'if a line is empty, nothing is appended',
    )
    .option('--key <file>', "the log's key")
    .action((dir: string, file: string | undefined, { key }: { key?: string }) =>
      writing(dir, key, async (writer) => {
        for await (const lines of linesOf(file, progress('Appending', 'bytes'))) await writer.append(lines);
        await writer.seal();
        printBytes(readLog(dir).bytes);
      }),
    );

  log
    .command('checkpoint <dir>')
    .description(
      'print the checkpoint; with a policy, first ask its witnesses that have not cosigned it yet; ' +
        'none is asked twice for the same checkpoint',
    )
    .option('--policy <file>', 'the witnesses, and how many of them make a checkpoint sealed')
    .option('--key <file>', "the log's key")
    .action(async (dir: string, { policy, key }: { policy?: string; key?: string }) => {
      const asked = policy === undefined ? undefined : readPolicy(policy);
      if (asked !== undefined) await askWitnesses(dir, key, asked);
      printBytes(readLog(dir).bytes);
      if (asked === undefined || isSealed(dir, asked)) return;
      remark('This checkpoint is not sealed: too few witnesses have cosigned it.');
      process.exitCode = 1;
    });

  log
    .command('prove')
    .argument('<dir>')
    .argument('<index>', 'the index of the entry; the first is 0', wholeNumber)
    .description('print the proof (C2SP tlog-proof) that an entry is in the log')
    .option('--out <file>', 'write it to a file instead')
    .action(async (dir: string, index: number, { out }: { out?: string }) => {
      const { checkpoint, bytes } = readLog(dir);
      const tree = treeIn(dir, checkpoint.size);
      const proof = await tree.inclusionProof(index);
      const leafHash = (await tree.tile(0, Math.floor(index / 256))).subarray(
        (index % 256) * 32,
        (index % 256) * 32 + 32,
      );
      if (!isIncluded(tree.hasher, { index, size: checkpoint.size, leafHash, proof, root: checkpoint.root }))
        throw new Malformed(`The tiles do not prove entry ${index}: run "stipple log fsck ${dir}".`);
      const proved = proofBytes({ index, proof, checkpointBytes: bytes });
      if (out === undefined) printBytes(proved);
      else writeFileSync(out, proved);
    });

  log
    .command('consistency')
    .argument('<dir>')
    .argument('<from>', 'the size of the shorter log', wholeNumber)
    .argument('<to>', 'the size of the longer log', wholeNumber)
    .description('print the hashes that prove that the first entries begin a longer log, one in base64 on each line')
    .action(async (dir: string, from: number, to: number) => {
      const { checkpoint } = readLog(dir);
      const tree = treeIn(dir, checkpoint.size);
      const proof = await tree.consistencyProof(from, to);
      if (!isConsistent(tree.hasher, { from, to, fromRoot: await tree.root(from), toRoot: await tree.root(to), proof }))
        throw new Malformed(`The tiles contradict each other: run "stipple log fsck ${dir}".`);
      for (const hash of proof) print(base64(hash));
    });

  log
    .command('bundle <dir>')
    .description('write entries with their proofs, for somebody who trusts nobody')
    .requiredOption('--from <index>', 'the first entry', wholeNumber)
    .requiredOption('--to <index>', 'the last entry', wholeNumber)
    .option('--since <file>', 'a checkpoint that the receiver has kept, to prove that this log extends it')
    .requiredOption('--out <file>', 'the file for the bundle')
    .action(
      async (dir: string, { from, to, since, out }: { from: number; to: number; since?: string; out: string }) => {
        const { checkpoint, keys, bytes } = readLog(dir);
        if (from > to || to >= checkpoint.size)
          throw new Malformed(`Entries ${from} to ${to} are not in a log of ${checkpoint.size}.`);
        const show = progress('Writing', 'entries');
        const kept = since === undefined ? {} : { since: readCheckpoint(since) };
        await writeBundleFile(
          {
            source: sourceOf(path.resolve(dir)),
            checkpoint: bytes,
            keys,
            chosen: indicesFrom(from, to),
            ...kept,
            progress: (done) => show(done, to - from + 1),
          },
          out,
        );
      },
    );

  log
    .command('fsck <dir>')
    .description('hash every entry again, and compare it with the tiles and the checkpoint')
    .action(async (dir: string) => {
      const problem = await checkLog(dir, progress('Checking', 'entries'));
      const { checkpoint } = readLog(dir);
      if (problem === undefined)
        print(`The ${checkpoint.size} entries of ${checkpoint.origin} are what its checkpoint says.`);
      else {
        print(problem.sentence);
        process.exitCode = 1;
      }
    });

  log
    .command('rotate <dir>')
    .description('announce a new key in the log, signed by the old one; then the old one signs no more')
    .requiredOption(
      '--new-key <file>',
      'the key that takes over, made by "stipple key generate"; give the same key again if this was interrupted',
    )
    .option('--key <file>', "the log's key until now")
    .action(async (dir: string, { newKey, key }: { newKey: string; key?: string }) => {
      const successor = signerOf(newKey);
      await writing(dir, key, (writer) => writer.rotate(successor));
      printBytes(readLog(dir).bytes);
      remark(`From now on the log is signed with ${newKey}: give it as --key.`);
    });
}
