import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStage, type Stage } from '@stipple/service/stage';
import {
  abandonsTreatment,
  ago,
  clinicId,
  codes,
  completesTreatment,
  desk,
  give,
  hygiene,
  idOf,
  manager,
  opens,
  startsTreatment,
  stranger,
  technician,
  told,
} from '../day.fixture.js';
import { SterilizationModule } from '../sterilization.module.js';

describe('rooms', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(SterilizationModule);
    await opens(stage);
  });
  afterAll(() => stage.close());

  const status = async (id: string) => {
    const answer = await stage.ask(desk, 'query ($id: ID!) { room(id: $id) { hygiene { status } } }', { id });
    return ((answer.data as Record<string, unknown>)['room'] as { hygiene: { status: string } }).hygiene.status;
  };

  it('are dirty until turned over, occupied by a treatment, dirty after it', async () => {
    const roomId = idOf(await give(stage, manager, 'addRoom', { clinicId, name: ' Room 1 ' }), 'room');
    expect(await status(roomId)).toBe('DIRTY');
    await give(stage, technician, 'startTurnover', { roomId });
    await give(stage, technician, 'applyDisinfectant', {
      roomId,
      product: 'Surfa',
      lot: 'L1',
      contactSeconds: 300,
      appliedAt: ago(4),
    });
    expect(await status(roomId)).toBe('DISINFECTING');
    expect(codes(await give(stage, technician, 'releaseRoom', { roomId }))).toEqual(['CONTACT_TIME_SHORT']);
    await give(stage, technician, 'applyDisinfectant', {
      roomId,
      product: 'Surfa',
      lot: 'L1',
      contactSeconds: 300,
      appliedAt: ago(6),
    });
    expect((await give(stage, technician, 'releaseRoom', { roomId }))['room']).toMatchObject({
      hygiene: { status: 'READY' },
    });
    await startsTreatment(stage, 't1', [], 'client-1', roomId);
    expect(await status(roomId)).toBe('OCCUPIED');
    await completesTreatment(stage, 't1', roomId);
    expect(await status(roomId)).toBe('DIRTY');
    expect(await told(stage, roomId, 6)).toEqual([
      undefined,
      'DISINFECTING',
      'DISINFECTING',
      'READY',
      'OCCUPIED',
      'DIRTY',
    ]);
  });

  it('are dirty after a treatment that was broken off', async () => {
    const roomId = idOf(await give(stage, manager, 'addRoom', { clinicId, name: 'Room 1b' }), 'room');
    await startsTreatment(stage, 't2', [], 'client-1', roomId);
    expect(await status(roomId)).toBe('OCCUPIED');
    await abandonsTreatment(stage, 't2', roomId);
    expect(await status(roomId)).toBe('DIRTY');
    expect(await told(stage, roomId, 3)).toEqual([undefined, 'OCCUPIED', 'DIRTY']);
  });

  it('are in quarantine until somebody says why not', async () => {
    const roomId = idOf(await give(stage, manager, 'addRoom', { clinicId, name: 'Room 2' }), 'room');
    await give(stage, hygiene, 'quarantineRoom', { roomId, reason: 'leak' });
    expect(codes(await give(stage, hygiene, 'startTurnover', { roomId }))).toEqual(['WRONG_STATUS']);
    await give(stage, hygiene, 'reopenRoom', { roomId, reason: 'repaired' });
    expect(await status(roomId)).toBe('DIRTY');
    await expect(give(stage, technician, 'quarantineRoom', { roomId, reason: 'x' })).rejects.toThrow('FORBIDDEN');
    await expect(give(stage, stranger, 'startTurnover', { roomId })).rejects.toThrow('NOT_FOUND');
    await expect(give(stage, desk, 'startTurnover', { roomId })).rejects.toThrow('FORBIDDEN');
    await expect(give(stage, undefined, 'startTurnover', { roomId })).rejects.toThrow('UNAUTHENTICATED');
    await expect(give(stage, manager, 'startTurnover', { roomId: 'none' })).rejects.toThrow('NOT_FOUND');
    await expect(give(stage, manager, 'addRoom', { clinicId: 'none', name: 'x' })).rejects.toThrow('NOT_FOUND');
    await expect(give(stage, desk, 'addRoom', { clinicId, name: 'x' })).rejects.toThrow('FORBIDDEN');
  });

  it('are added once however often the same command is sent', async () => {
    const input = { clinicId, name: 'Room 3', commandId: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 50 }, () => give(stage, manager, 'addRoom', input)));
    expect(new Set(answers.map((answer) => idOf(answer, 'room'))).size).toBe(1);
    const listed = await stage.ask(manager, '{ rooms(clinicId: "clinic-1") { name } }');
    expect(listed.data).toEqual({
      rooms: [{ name: 'Room 1' }, { name: 'Room 1b' }, { name: 'Room 2' }, { name: 'Room 3' }],
    });
  });

  it('are found by other services, by who works there only', async () => {
    const listed = await stage.ask(manager, '{ rooms(clinicId: "clinic-1") { id } }');
    const representations = ((listed.data as Record<string, unknown>)['rooms'] as { id: string }[]).map(({ id }) => ({
      __typename: 'Room',
      id,
    }));
    const document = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Room { name } } }';
    expect((await stage.ask(desk, document, { r: representations })).data).toEqual({
      _entities: [{ name: 'Room 1' }, { name: 'Room 1b' }, { name: 'Room 2' }, { name: 'Room 3' }],
    });
    expect((await stage.ask(stranger, document, { r: representations })).data).toEqual({
      _entities: [null, null, null, null],
    });
  });
});
