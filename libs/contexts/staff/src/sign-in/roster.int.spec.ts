import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { currentRoles, SubgraphUnavailable, type Subgraph } from '@stipple/service';
import { administrator, type Stage } from '@stipple/service/stage';
import { parse } from 'graphql';
import type { Actor } from '@stipple/event-store';
import { does, goodPassword, hire, openClinic, openStaff, tokenKeys } from '../staff.fixture.js';

const rosters: ReturnType<typeof currentRoles>[] = [];
let stage: Stage;
let clinicId: string;
let manager: Actor;
beforeAll(async () => {
  stage = await openStaff();
  clinicId = await openClinic(stage, 'Sukhumvit');
  manager = await hire(stage, administrator, clinicId, 'manager', ['MANAGER']);
});
afterAll(async () => {
  for (const roster of rosters) roster.stop();
  await stage.close();
});

/** A gateway's way to the staff context, which can be cut or made to answer with errors. */
function gateway(times = { every: 50, believedFor: 600_000 }) {
  const way: { state: 'open' | 'cut' | 'answers errors'; asked: number } = { state: 'open', asked: 0 };
  const { subgraph } = stage.context;
  const staff: Subgraph = {
    ...subgraph,
    execute: (request) => {
      way.asked += 1;
      if (way.state === 'cut') return Promise.reject(new SubgraphUnavailable('cut'));
      if (way.state === 'answers errors')
        return subgraph.execute({ ...request, variables: { ids: Array.from({ length: 501 }, () => randomUUID()) } });
      return subgraph.execute(request);
    },
  };
  const roster = currentRoles(staff, tokenKeys, times);
  rosters.push(roster);
  return { way, roster };
}
const tokenOf = async (name: string) =>
  (await does(stage, undefined, 'signIn', { email: `${name}@example.com`, password: goodPassword }, 'token')).token ??
  '';
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const until = async (holds: () => Promise<boolean>) => {
  for (let waited = 0; waited < 200 && !(await holds()); waited += 1) await pause(25);
};
const someone = async () => {
  const name = `p${randomUUID().slice(0, 8)}`;
  const person = await hire(stage, manager, clinicId, name, ['TECHNICIAN']);
  return { person, token: await tokenOf(name) };
};
const end = (id: string) =>
  does(stage, manager, 'endMembership', { staffMemberId: id, clinicId, reason: 'Moved away' });

describe('whom a token stands for', () => {
  it('is who signed in, with the roles that they hold now', async () => {
    const { roster } = gateway();
    const { person, token } = await someone();
    expect(await roster.verify(token)).toEqual({ id: person.id, admin: false, roles: { [clinicId]: ['TECHNICIAN'] } });
    await does(stage, manager, 'changeRoles', { staffMemberId: person.id, clinicId, roles: ['FRONT_DESK'] });
    await until(async () => (await roster.verify(token))?.roles[clinicId]?.[0] === 'FRONT_DESK');
    expect(await roster.verify(token)).toMatchObject({ roles: { [clinicId]: ['FRONT_DESK'] } });
  });

  it('is nobody as soon as what ends the token was done through this gateway', async () => {
    const { roster } = gateway({ every: 600_000, believedFor: 600_000 });
    const { person, token } = await someone();
    expect(await roster.verify(token)).toBeDefined();
    const request = {
      document: parse('mutation { signOutEverywhere(input: {}) { refusals { code } } }'),
      actor: person,
      after: { own: [], others: [] },
      deadline: Date.now() + 10_000,
      correlationId: randomUUID(),
      address: '127.0.0.1',
    };
    await roster.subgraph.execute(request);
    expect(await roster.verify(token)).toBeUndefined();
  });

  it('is nobody soon after, where it was done through another, and stays nobody while staff is away', async () => {
    const { roster, way } = gateway();
    const { person, token } = await someone();
    expect(await roster.verify(token)).toBeDefined();
    await end(person.id);
    await until(async () => (await roster.verify(token)) === undefined);
    expect(await roster.verify(token)).toBeUndefined();
    way.state = 'cut';
    expect(await roster.verify(token)).toBeUndefined();
  });

  it('is nobody for a gateway that was told before staff went away, also without having been asked since', async () => {
    const { roster, way } = gateway();
    const { person, token } = await someone();
    expect(await roster.verify(token)).toBeDefined();
    await end(person.id);
    const asked = way.asked;
    await until(() => Promise.resolve(way.asked >= asked + 3));
    way.state = 'cut';
    expect(await roster.verify(token)).toBeUndefined();
  });

  it('is whoever staff spoke of last while it is away, for as long as is said, and nobody it never spoke of', async () => {
    const { roster, way } = gateway({ every: 20, believedFor: 800 });
    const [known, unknown] = [await someone(), await someone()];
    expect(await roster.verify(known.token)).toBeDefined();
    for (const state of ['cut', 'answers errors'] as const) {
      way.state = state;
      expect(await roster.verify(known.token)).toMatchObject({ roles: { [clinicId]: ['TECHNICIAN'] } });
      await expect(roster.verify(unknown.token)).rejects.toThrow(SubgraphUnavailable);
    }
    await pause(1_000);
    await expect(roster.verify(known.token)).rejects.toThrow(SubgraphUnavailable);
    way.state = 'open';
    expect(await roster.verify(known.token)).toBeDefined();
    expect(await roster.verify(unknown.token)).toBeDefined();
  });

  it('is who signed in anew elsewhere, though this gateway knows an earlier time', async () => {
    const { roster } = gateway({ every: 600_000, believedFor: 600_000 });
    const { person, token } = await someone();
    expect(await roster.verify(token)).toBeDefined();
    const changed = await does(
      stage,
      person,
      'changePassword',
      { current: goodPassword, password: 'another fine password' },
      'token',
    );
    expect(await roster.verify(changed.token ?? '')).toMatchObject({ id: person.id });
    expect(await roster.verify(token)).toBeUndefined();
  });

  it('is asked once for fifty requests at once, and not for a token that is none', async () => {
    const { roster, way } = gateway({ every: 600_000, believedFor: 600_000 });
    const { token } = await someone();
    await Promise.all(Array.from({ length: 50 }, () => roster.verify(token)));
    expect(way.asked).toBe(1);
    expect(await roster.verify(`${token}x`)).toBeUndefined();
    expect(way.asked).toBe(1);
  });
});
