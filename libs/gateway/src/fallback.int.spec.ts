import { afterAll, describe, expect, it } from '@jest/globals';

// The planner is loaded once in a process, so this stands in a file of its own.
const variable = 'NAPI_RS_NATIVE_LIBRARY_PATH';
const before = process.env[variable];
process.env[variable] = '/nowhere/planner.node';
const { closeAll, open } = await import('../test/client.js');

afterAll(closeAll);

describe('a machine that the native planner is not built for', () => {
  afterAll(() => {
    if (before === undefined) delete process.env[variable];
    else process.env[variable] = before;
  });

  it('is served by stitching, and told so', async () => {
    const clinic = await open();
    expect(clinic.gateway.planner).toBe('stitching');
    expect(clinic.logged.filter(({ level }) => level === 'warn').map(({ message }) => message)).toEqual([
      'the native query planner cannot be loaded: stitching instead, which is slower',
    ]);
    const { data } = await clinic.ask('{ booking(id: "1") { invoice { status } } }');
    expect(data).toEqual({ booking: { invoice: { status: 'ISSUED' } } });
  });
});
