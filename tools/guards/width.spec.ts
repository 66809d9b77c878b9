import { afterAll, describe, expect, it } from '@jest/globals';
import { workspaceWith, type Workspace } from './workspace.fixture.js';

const line = (length: number) => `// ${'x'.repeat(length - 3)}\n`;
const short = (count: number) => line(20).repeat(count);

describe('the guard of line lengths', () => {
  const made: Workspace[] = [];
  const run = async (files: Record<string, string>) => {
    const one = await workspaceWith(files);
    made.push(one);
    return one.run('tools/guards/width.mjs');
  };
  afterAll(() => Promise.all(made.map((one) => one.remove())));

  it('accepts 160 characters, and more than 120 in one line of a hundred', async () => {
    const { status, output } = await run({ 'libs/time/src/long.ts': short(200) + line(160) + line(121) });
    expect(output).toMatch(/^\d+ lines in \d+ files: none over 160 characters, 2 over 120\n$/);
    expect(status).toBe(0);
  });

  it.each([
    ['a comment', 'libs/time/src/long.ts', line(161)],
    ['a string', 'libs/time/src/long.ts', `export const text = '${'x'.repeat(140)}';\n`],
    ['a template', 'libs/time/src/long.ts', `export const text = \`\n${'x'.repeat(161)}\n\`;\n`],
    ['a spec', 'libs/time/src/long.spec.ts', line(161)],
    ['a script', 'tools/long.mjs', line(161)],
  ])('sees more than 160 characters in %s', async (_, file, text) => {
    const { status, output } = await run({ [file]: short(200) + text });
    expect(output).toMatch(new RegExp(`^  too-long: ${file.replaceAll('.', '\\.')}:20\\d has 16\\d characters\n`));
    expect(status).toBe(1);
  });

  it('sees that more than one line in a hundred is over 120', async () => {
    const { status, output } = await run({ 'libs/time/src/long.ts': short(50) + line(121).repeat(2) });
    expect(output).toMatch(/^  too-many: 2 of \d+ lines have more than 120 characters\n/);
    expect(status).toBe(1);
  });

  it('counts characters and not bytes', async () => {
    const { status } = await run({ 'libs/time/src/long.ts': short(200) + `// ${'…'.repeat(157)}\n` });
    expect(status).toBe(0);
  });

  it('leaves out generated files and released migrations', async () => {
    const files = [
      'libs/contexts/rooms/src/graphql.gen.ts',
      'libs/contexts/rooms/migrations/1-rooms.ts',
      'libs/event-store/src/schema.ts',
      'libs/event-store/src/schema.kept.ts',
      'libs/messaging/src/embedded.migrations.ts',
    ];
    const { status, output } = await run(Object.fromEntries(files.map((file) => [file, line(200)])));
    expect(output).toContain('0 over 120');
    expect(status).toBe(0);
  });
});
