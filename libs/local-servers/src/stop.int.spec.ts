import { describe, expect, it } from '@jest/globals';
import { type Script, script } from './process.fixture.js';

const program = (stop: string, deadline = 120_000) =>
  script(`
    servers.onStop(
      async (signal) => { say('stopping', signal); ${stop}; say('stopped', 'well'); },
      { say: (line) => say('said', line), deadline: ${deadline} },
    );
    say('runs', 'now');
    setInterval(() => undefined, 1e6);`);

async function signalled({ child, line }: Script, ...signals: NodeJS.Signals[]): Promise<void> {
  await line('runs');
  for (const name of signals) child.kill(name);
  await line('stopping');
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('a program that is told to stop', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('stops cleanly and ends well on %s', async (name) => {
    const running = program('');
    await signalled(running, name);
    expect(await running.line('stopping')).toBe(name);
    expect(await running.ended).toBe(0);
  });

  it('takes one Ctrl-C that arrives twice for one', async () => {
    const running = program('await new Promise((resolve) => setTimeout(resolve, 300))');
    await signalled(running, 'SIGINT', 'SIGINT', 'SIGTERM');
    expect(await running.line('stopped')).toBe('well');
    expect(await running.ended).toBe(0);
  });

  it('ends at once on a second Ctrl-C, but not on a SIGTERM after the first', async () => {
    const running = program('await new Promise(() => undefined)');
    await signalled(running, 'SIGINT');
    await pause(1_200);
    running.child.kill('SIGTERM');
    await pause(200);
    expect(running.child.exitCode).toBeNull();
    running.child.kill('SIGINT');
    expect(await running.line('said')).toBe('Stopping at once.');
    expect(await running.ended).toBe(1);
  });

  it('does not wait for ever for what does not stop', async () => {
    const running = program('await new Promise(() => undefined)', 5_000);
    await signalled(running, 'SIGTERM');
    expect(await running.line('said')).toBe('Stopping took longer than 5 s; stopping at once.');
    expect(await running.ended).toBe(1);
  });

  it('tells what failed in stopping', async () => {
    const running = program("throw new Error('the disk is full')");
    await signalled(running, 'SIGTERM');
    expect(await running.line('said')).toBe('Stopping failed: the disk is full');
    expect(await running.ended).toBe(1);
  });
});
