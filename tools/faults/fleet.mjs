// Starts, kills and freezes the processes of one run, and starts them again whenever they end.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import path from 'node:path';

const program = path.join(import.meta.dirname, 'worker.mjs');
const elapse = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export function openFleet({ folder, alarm }) {
  const members = [];

  function start(member) {
    const child = spawn(
      process.execPath,
      [program, JSON.stringify({ ...member.task, name: member.name, role: member.role, folder })],
      { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
    );
    let complaint = '';
    child.stderr.on('data', (chunk) => {
      complaint = `${complaint}${chunk}`.slice(-2_000);
      member.log.write(chunk);
    });
    let latest = {};
    child.on('message', ({ stats, alarm: told }) => {
      if (told) alarm(told);
      if (stats) latest = stats;
    });
    member.child = child;
    member.killed = false;
    member.current = () => latest;
    child.once('error', (error) => alarm(`${member.name} cannot be run: ${error.message}`));
    child.once('exit', (code, signal) => {
      for (const [what, by] of Object.entries(latest)) member.past[what] = (member.past[what] ?? 0) + by;
      latest = {};
      member.child = undefined;
      if (member.stopping) {
        if (!member.killed && code !== 0)
          alarm(`${member.name} did not stop well (${signal ?? `exit code ${code}`}): ${lastLine(complaint)}`);
        return member.ended?.();
      }
      if (!member.killed)
        alarm(`${member.name} ended by itself (${signal ?? `exit code ${code}`}): ${lastLine(complaint)}`);
      if (member.withdrawn) return member.withdrawn();
      return setTimeout(
        () => member.stopping || member.withdrawn || member.child || start(member),
        member.killed ? 200 + Math.random() * 800 : 1_000,
      );
    });
  }

  return {
    members,
    add(role, name, task) {
      const member = {
        role,
        name,
        task: { ...task },
        past: {},
        log: createWriteStream(path.join(folder, `${name}.log`), { flags: 'a' }),
        current: () => ({}),
      };
      members.push(member);
      start(member);
    },
    kill(member) {
      if (!member.child) return false;
      member.killed = true;
      return member.child.kill('SIGKILL');
    },
    async freeze(member, milliseconds) {
      const { child } = member;
      if (!child || member.frozen) return false;
      member.frozen = child.kill('SIGSTOP');
      await elapse(milliseconds);
      child.kill('SIGCONT');
      member.frozen = false;
      return true;
    },
    /** Stops all processes of some roles while `work` runs. */
    async without(withdrawn, work) {
      const chosen = members.filter(({ role, stopping }) => withdrawn.includes(role) && !stopping);
      await Promise.all(
        chosen.map(
          (member) =>
            new Promise((resolve) => {
              member.withdrawn = resolve;
              if (!member.child) return resolve();
              member.child.kill('SIGCONT');
              member.killed = true;
              return member.child.kill('SIGKILL');
            }),
        ),
      );
      try {
        return await work();
      } finally {
        for (const member of chosen) {
          member.withdrawn = undefined;
          if (!member.stopping && !member.child) start(member);
        }
      }
    },
    /** Asks members to end, and kills those that have not after `milliseconds`. That is an alarm unless `roughly`. */
    async stop(chosen, milliseconds, roughly = false) {
      await Promise.all(
        members
          .filter((member) => chosen(member) && !member.stopping)
          .map(async (member) => {
            member.stopping = true;
            const { child } = member;
            if (!child) return;
            const ended = new Promise((resolve) => (member.ended = resolve));
            child.kill('SIGCONT');
            if (child.connected) child.send('stop', () => undefined);
            const late = setTimeout(() => {
              if (!roughly) alarm(`${member.name} did not end within ${milliseconds / 1_000} s of being told to`);
              member.killed = true;
              child.kill('SIGKILL');
            }, milliseconds);
            await ended;
            clearTimeout(late);
          }),
      );
    },
    /** Tells all present and later processes to fail nothing on purpose any more. */
    heal() {
      for (const member of members) {
        member.task.well = true;
        if (member.child?.connected) member.child.send('well');
      }
    },
    /** The sums of all processes' counters, ended processes included, by name. */
    totals() {
      const totals = {};
      for (const member of members)
        for (const counts of [member.past, member.current()])
          for (const [what, by] of Object.entries(counts)) totals[what] = (totals[what] ?? 0) + by;
      return totals;
    },
  };
}

const lastLine = (text) =>
  text
    .trim()
    .split('\n')
    .findLast((line) => /^\S*(Error|Fault|Unavailable)\b/.test(line))
    ?.slice(0, 300) ?? 'it said nothing';
