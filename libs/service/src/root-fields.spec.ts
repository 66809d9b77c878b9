import { describe, expect, it } from '@jest/globals';
import { acting, actAs, command, refusal, type Actor, type Command } from '@stipple/event-store';
import { Request } from './access.js';
import {
  administrator,
  anyone,
  ask,
  atEveryClinic,
  changesBy,
  declaredOf,
  onlyTheirOwn,
  orThemself,
  perform,
  pointsTo,
  pointsToAll,
  refers,
  role,
  roleOrAdministrator,
  signedIn,
  type About,
  type Who,
  wideChangesBy,
} from './root-fields.js';

class Paint extends command('Paint')<{ id: string; colour: string; note?: string }> {}
interface Room {
  id: string;
  clinicId: string;
}
interface PaintInput {
  id: string;
  colour: string;
  note?: string | null;
  commandId?: string | null;
}

const rooms = new Map<string, Room>([['r1', { id: 'r1', clinicId: 'here' }]]);
const theRoom: About<{ id: string }, Room> = {
  name: 'room',
  load: ({ id }) => Promise.resolve(rooms.get(id)),
  clinicOf: ({ clinicId }) => clinicId,
};
const person = (roles: Actor['roles'], admin = false): Request =>
  new Request({ id: 'somebody', admin, roles }, '127.0.0.1');
const lead = person({ here: ['HYGIENE_LEAD'] });
const nobody = new Request(undefined, '127.0.0.1');

const read = (who: Who, request: Request, about = theRoom, id = 'r1') =>
  ask({ who, about, answer: (room: Room) => room.id })(undefined, { id }, request);

describe('a field of Query', () => {
  it('is answered for whoever holds the role at the clinic of the thing', async () => {
    expect(await read(role('HYGIENE_LEAD'), lead)).toBe('r1');
    expect(await read(role('HYGIENE_LEAD'), person({ here: ['MANAGER'] }))).toBe('r1');
  });

  it('asks to sign in before it says whether there is such a thing', async () => {
    await expect(read(role('HYGIENE_LEAD'), nobody, theRoom, 'none')).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    await expect(read(signedIn('They are public.'), nobody)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('answers for a thing of another clinic as for one there is none of', async () => {
    const elsewhere = person({ there: ['MANAGER'] });
    const errors = await Promise.all(
      ['r1', 'none'].map((id) => read(role('HYGIENE_LEAD'), elsewhere, theRoom, id).catch((error: unknown) => error)),
    );
    expect(errors[0]).toMatchObject({ code: 'NOT_FOUND', message: 'There is no such room.' });
    expect(errors[1]).toEqual(errors[0]);
  });

  it('is forbidden to others of the clinic, and to everybody else where its existence is public', async () => {
    await expect(read(role('HYGIENE_LEAD'), person({ here: ['FRONT_DESK'] }))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const elsewhere = person({ there: ['MANAGER'] });
    await expect(read(role('HYGIENE_LEAD'), elsewhere, { ...theRoom, isPublic: true })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('lets an administrator pass only where that is said', async () => {
    const admin = person({}, true);
    expect(await read(roleOrAdministrator('HYGIENE_LEAD'), admin)).toBe('r1');
    expect(await read(administrator, admin)).toBe('r1');
    await expect(read(role('HYGIENE_LEAD'), admin)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(read(administrator, lead)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a field about a person', () => {
  const thePerson: About<{ id: string }, { id: string; clinicIds: readonly string[] }> = {
    name: 'person',
    load: ({ id }) => Promise.resolve(id === 'none' ? undefined : { id, clinicIds: ['here', 'there'] }),
    clinicOf: ({ clinicIds }) => clinicIds,
    personOf: ({ id }) => id,
  };
  const as = (who: Who, request: Request, id = 'somebody else') =>
    ask({ who, about: thePerson, answer: (known: { id: string }) => known.id })(undefined, { id }, request);
  const forbidden = { code: 'FORBIDDEN' };
  const both = person({ here: ['HYGIENE_LEAD'], there: ['HYGIENE_LEAD'] });

  it('is answered to whoever holds the role at one of their clinics', async () => {
    expect(await as(role('HYGIENE_LEAD'), lead)).toBe('somebody else');
    await expect(as(role('AUDITOR'), lead)).rejects.toMatchObject(forbidden);
    await expect(as(role('AUDITOR'), person({ away: ['AUDITOR'] }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('takes the role at every one of their clinics where that is said', async () => {
    expect(await as(atEveryClinic(role('HYGIENE_LEAD')), both)).toBe('somebody else');
    await expect(as(atEveryClinic(role('HYGIENE_LEAD')), lead)).rejects.toMatchObject(forbidden);
  });

  it('is answered to themself where that is said, without any role', async () => {
    expect(await as(orThemself(role('AUDITOR')), person({}), 'somebody')).toBe('somebody');
    await expect(as(orThemself(role('AUDITOR')), person({}))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('takes more than the role where it is only for their own, but of a manager', async () => {
    const own = onlyTheirOwn(role('HYGIENE_LEAD'));
    expect(await as(own, lead, 'somebody')).toBe('somebody');
    expect(await as(own, person({ here: ['MANAGER'] }))).toBe('somebody else');
    await expect(as(own, lead)).rejects.toMatchObject(forbidden);
    await expect(as(own, person({ here: ['FRONT_DESK'] }), 'somebody')).rejects.toMatchObject(forbidden);
  });
});

describe('a field of Mutation', () => {
  const commandId = '0190a7e0-5b1c-7f00-8000-00000000ABCD';
  const paint = (outcome: object) => {
    const seen: { command: Command; commandId: string | undefined }[] = [];
    const commands = {
      execute: (one: Command) => {
        seen.push({ command: one, commandId: acting().commandId });
        return Promise.resolve(outcome as never);
      },
    };
    const resolve = changesBy(commands)<PaintInput, Room, { colour: string }, 'room', string>({
      who: role('HYGIENE_LEAD'),
      about: theRoom,
      gives: Paint,
      command: (input, room) => new Paint({ ...input, id: room.id }),
      as: 'room',
      toGraph: (state, input) => `${input.id} is ${state.colour}`,
    });
    const by = (request: Request, input: PaintInput) =>
      actAs({ actor: lead.actor, now: '2026-11-28T09:00:00.000Z', correlationId: 'c' }, () =>
        resolve(undefined, { input }, request),
      );
    return { seen, by, resolve };
  };
  const accepted = { accepted: true, state: { colour: 'white' }, version: 1, refusals: [] };

  it('gives its command without nulls, and shows what came of it', async () => {
    const { by, seen } = paint(accepted);
    expect(await by(lead, { id: 'r1', colour: 'white', note: null, commandId: null })).toEqual({
      room: 'r1 is white',
      refusals: [],
    });
    expect(seen).toEqual([{ command: new Paint({ id: 'r1', colour: 'white' }), commandId: undefined }]);
  });

  it('shows every refusal and nothing else', async () => {
    const refusals = [refusal('WRONG_STATUS', 'It is closed.')];
    const { by } = paint({ accepted: false, refusals });
    expect(await by(lead, { id: 'r1', colour: 'white' })).toEqual({ room: null, refusals });
  });

  it('gives no command for whom it is not', async () => {
    const { by, seen } = paint(accepted);
    await expect(by(nobody, { id: 'r1', colour: 'white' })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(by(person({ here: ['FRONT_DESK'] }), { id: 'r1', colour: 'white' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(by(lead, { id: 'r2', colour: 'white' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(seen).toEqual([]);
  });

  it('gives its command under the id of the client, which is a UUID', async () => {
    const { by, seen } = paint(accepted);
    await by(lead, { id: 'r1', colour: 'white', commandId });
    expect(seen[0]?.commandId).toBe(commandId.toLowerCase());
    expect(() => by(lead, { id: 'r1', colour: 'white', commandId: 'again' })).toThrow('commandId has to be a UUID.');
  });

  it('says what was declared about it; other functions say nothing', () => {
    expect(declaredOf(paint(accepted).resolve)).toEqual({
      who: role('HYGIENE_LEAD'),
      about: 'room',
      command: 'Paint',
    });
    expect(declaredOf(ask({ who: anyone('It is the door.'), answer: () => true }))).toMatchObject({
      command: undefined,
    });
    expect(declaredOf(() => true)).toBeUndefined();
  });
});

describe('a field of Mutation that shows several things', () => {
  const mix = (outcome: object) =>
    wideChangesBy({ execute: () => Promise.resolve(outcome) })<PaintInput, Room, { colour: string }, object>({
      who: role('HYGIENE_LEAD'),
      about: theRoom,
      gives: Paint,
      command: (input) => new Paint(input),
      toPayload: ({ colour }, { id }) => ({ colour, wall: id }),
    })(undefined, { input: { id: 'r1', colour: 'white' } }, lead);

  it('shows all of them, or every refusal alone', async () => {
    expect(await mix({ accepted: true, state: { colour: 'grey' }, refusals: [] })).toEqual({
      colour: 'grey',
      wall: 'r1',
      refusals: [],
    });
    const refusals = [refusal('WRONG_STATUS', 'It is closed.')];
    expect(await mix({ accepted: false, refusals })).toEqual({ refusals });
  });
});

describe('a field of Mutation without a command of its own', () => {
  it('admits as others do, and carries the id of the client', async () => {
    const commandId = '0190a7e0-5b1c-7f00-8000-00000000abcd';
    const knock = perform<{ id: string; times?: number | null; commandId?: string }, Room, object>({
      who: role('HYGIENE_LEAD'),
      about: theRoom,
      answer: (room, input) => Promise.resolve({ input, room: room.id, commandId: acting().commandId }),
    });
    const by = (request: Request) =>
      actAs({ actor: lead.actor, now: '2026-11-28T09:00:00.000Z', correlationId: 'c' }, () =>
        knock(undefined, { input: { id: 'r1', times: null, commandId } }, request),
      );
    expect(await by(lead)).toEqual({ input: { id: 'r1' }, room: 'r1', commandId });
    await expect(by(person({ here: ['FRONT_DESK'] }))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(declaredOf(knock)).toMatchObject({ command: undefined, about: 'room' });
  });
});

describe('what leads to another thing', () => {
  const shown = { who: role('HYGIENE_LEAD'), about: theRoom, toGraph: ({ id }: Room) => `room ${id}` };
  const door = pointsTo<{ roomId: string | null }, { id: string }, Room, string>({
    ...shown,
    key: ({ roomId }) => (roomId === null ? null : { id: roomId }),
  });
  const doors = pointsToAll<readonly string[], { id: string }, Room, string>({
    ...shown,
    keys: (ids) => ids.map((id) => ({ id })),
  });

  it('shows the thing to whom it may be shown', async () => {
    expect(await refers(shown)({ id: 'r1' }, lead)).toBe('room r1');
    expect(await door({ roomId: 'r1' }, {}, lead)).toBe('room r1');
    expect(await doors(['r2', 'r1'], {}, lead)).toEqual(['room r1']);
  });

  it('is null where there is none, for another clinic, and without the role', async () => {
    expect(await refers(shown)({ id: 'r2' }, lead)).toBeNull();
    expect(await door({ roomId: null }, {}, lead)).toBeNull();
    for (const other of [person({ there: ['MANAGER'] }), person({ here: ['FRONT_DESK'] })]) {
      expect(await refers(shown)({ id: 'r1' }, other)).toBeNull();
      expect(await door({ roomId: 'r1' }, {}, other)).toBeNull();
      expect(await doors(['r1'], {}, other)).toEqual([]);
    }
  });

  it('asks to sign in, unless anybody may see it', async () => {
    await expect(refers(shown)({ id: 'r1' }, nobody)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await refers({ ...shown, who: anyone('It is the door.') })({ id: 'r1' }, nobody)).toBe('room r1');
    expect(await refers({ ...shown, who: signedIn('It is known.') })({ id: 'r1' }, person({}))).toBe('room r1');
  });
});
