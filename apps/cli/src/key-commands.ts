import type { Command } from 'commander';
import { SigningKey, verifierKeyText } from '@stipple/audit-log';
import { keyIn } from './audit-input.js';
import { print } from './terminal.js';

export function addKeyCommands(program: Command): void {
  const key = program.command('key').description('keys of logs and witnesses, in the text form of C2SP signed-note');

  key
    .command('generate')
    .description('make a key, and print its public part')
    .requiredOption('--name <name>', "the key's name, such as clinic.example/audit")
    .requiredOption('--out <file>', 'the file for the private key; only you may read it')
    .option('--witness', 'a key to cosign with, not to sign a log')
    .action(({ name, out, witness }: { name: string; out: string; witness?: boolean }) => {
      const made = SigningKey.generate(name, witness ? 'cosignature' : 'signature');
      made.write(out);
      print(verifierKeyText(made.verifier));
    });

  key
    .command('show <file>')
    .description('print the public part of a private key')
    .action((file: string) => print(verifierKeyText(keyIn(file).verifier)));
}
