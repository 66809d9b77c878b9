import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from 'commander';
import {
  isSplitView,
  Malformed,
  nodeCryptography,
  parseSplitView,
  replaceFile,
  sourceOf,
  splitViewBetween,
  Unreachable,
  verifierKeyText,
  Witness,
  witnessServer,
  type VerifierKey,
} from '@stipple/audit-log';
import { messageOf } from '@stipple/text';
import { keyIn, readBytes, readCheckpoint, verifierKeys, wholeNumber } from './audit-input.js';
import { print, remark } from './terminal.js';

const collect = (text: string, before: string[] | undefined) => [...(before ?? []), text];
const now = () => Math.floor(Date.now() / 1000);

interface WitnessOptions {
  key: string;
  state: string;
  log: string[];
  new?: boolean;
}

function logKeys(texts: readonly string[]): VerifierKey[] {
  const nothing = texts.find((text) => !text.includes('+') && !existsSync(text));
  if (nothing !== undefined)
    throw new Malformed(`"${nothing.slice(0, 80)}" is neither a public key nor a file with one.`);
  return verifierKeys(texts);
}

/**
 * Opens a witness. Without its memory it would cosign a shorter log or a fork, so it begins without one only with
 * --new.
 */
function openWitness({ key, state, log, new: isNew }: WitnessOptions): Promise<Witness> {
  const [cosigner, logs] = [keyIn(key), logKeys(log)];
  const remembers = Witness.remembers(state);
  if (isNew && remembers) throw new Malformed(`${state} is the memory of a witness already: leave --new out.`);
  if (!isNew && !remembers)
    throw new Malformed(
      `There is no memory of a witness in ${state}. If it was lost, restore it: without it this witness would ` +
        'cosign a log that was cut or rewritten. A witness that has cosigned nothing yet begins with --new.',
    );
  return Witness.open(cosigner, state, logs);
}

export function addWitnessCommands(program: Command): void {
  const witness = program
    .command('witness')
    .description('watch logs of others, and cosign checkpoints that extend the last one');
  const withMemory = (command: Command) =>
    command
      .requiredOption('--key <file>', 'the witness\'s key, made by "stipple key generate --witness"')
      .requiredOption('--state <dir>', 'its memory: the last checkpoint that it cosigned for each log')
      .option('--new', 'begin that memory: this witness has cosigned nothing yet')
      .requiredOption(
        '--log <vkey>',
        'the public key of a log to watch, or a file with it; may be given several times. ' +
          'After a rotation name the new key too, after the old one',
        collect,
      );

  withMemory(witness.command('serve'))
    .description('answer logs that ask for cosignatures (C2SP tlog-witness)')
    .option('--port <number>', 'the port to listen on', wholeNumber, 7380)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .action(async ({ port, host, ...options }: WitnessOptions & { port: number; host: string }) => {
      const one = await openWitness(options);
      const server = witnessServer(one, now, (error) => remark(messageOf(error)));
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, resolve);
      });
      const address = server.address();
      print(`http://${host}:${typeof address === 'object' ? address?.port : port}/add-checkpoint`);
      print(verifierKeyText(one.key.verifier));
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.once(signal, () => {
          server.close(() => one.close());
          server.closeAllConnections();
        });
      }
    });

  withMemory(witness.command('follow <place>'))
    .description('look at a log in a folder or at an address, and cosign it')
    .option(
      '--every <seconds>',
      'look again after so many seconds, also while the log cannot be reached, until a checkpoint is refused',
      wholeNumber,
    )
    .option('--out <file>', 'the file for the checkpoint with the cosignature')
    .action(async (place: string, { every, out, ...options }: WitnessOptions & { every?: number; out?: string }) => {
      if (every === 0) throw new Malformed('--every waits at least one second.');
      const one = await openWitness(options);
      const source = sourceOf(place);
      try {
        for (;;) {
          const followed = await one.follow(source, now()).catch((error: unknown) => {
            if (every === undefined || !(error instanceof Unreachable)) throw error;
            remark(`${error.message} It is tried again in ${every} s.`);
            return undefined;
          });
          if (followed?.outcome === 'refused') {
            remark(`${followed.sentence}${followed.file === undefined ? '' : ` The evidence is in ${followed.file}.`}`);
            process.exitCode = 1;
            return;
          }
          if (followed !== undefined) {
            print(followed.line);
            const cosigned = one.lastBytes(followed.checkpoint.origin);
            if (out !== undefined && cosigned !== undefined) replaceFile(out, cosigned, 0o644);
          }
          if (every === undefined) return;
          await pause(every * 1000);
        }
      } finally {
        one.close();
      }
    });

  witness
    .command('compare <one> <other>')
    .description('whether two signed checkpoints can both be true; if not, write the evidence to a file')
    .requiredOption('--at <place>', 'the published log of the larger one: a folder or an address')
    .requiredOption('--out <file>', 'the file for the evidence')
    .action(async (one: string, other: string, { at, out }: { at: string; out: string }) => {
      const evidence = await splitViewBetween(sourceOf(at), readCheckpoint(one), readCheckpoint(other));
      if (evidence === undefined) return print('The one extends the other: both can be true.');
      writeFileSync(out, evidence);
      print(`They cannot both be true. The evidence is in ${out}.`);
      process.exitCode = 1;
    });

  witness
    .command('judge <evidence>')
    .description('whether evidence shows that a log signed two histories; ends with 0 when it does')
    .requiredOption('--log <vkey>', 'a public key of that log, or a file with it; may be given several times', collect)
    .action((evidence: string, { log }: { log: string[] }) => {
      const view = parseSplitView(readBytes(evidence));
      if (!isSplitView(nodeCryptography, view, logKeys(log)))
        throw new Malformed(
          'The evidence shows nothing: the two checkpoints can both be true, or the log did not sign both.',
        );
      print(
        `${view.smaller.origin} has signed two histories: one has another root at ${view.smaller.size} entries ` +
          `than the other, of ${view.larger.size}.`,
      );
    });
}
