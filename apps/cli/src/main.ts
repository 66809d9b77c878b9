import { Command, CommanderError } from 'commander';
import { addKeyCommands } from './key-commands.js';
import { addLogCommands } from './log-commands.js';
import { addVerifyCommand } from './verify-command.js';
import { addWitnessCommands } from './witness-commands.js';

// Who reads what is printed may have seen enough, as `head` has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const program = new Command('stipple').description('Runs, looks after and examines a Stipple.').exitOverride().showHelpAfterError();

for (const add of [addLogCommands, addVerifyCommand, addWitnessCommands, addKeyCommands]) add(program);
// An auditor needs none of what the others load, and may not have it.
const isAudit = program.commands.some((command) => command.name() === process.argv[2]);
if (!isAudit) {
  const { addClinicCommands } = await import('./clinic-commands.js');
  addClinicCommands(program);
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode;
  else {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
