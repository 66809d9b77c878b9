import { person, type Stage } from '@stipple/service/stage';
import { staff, sterilization, treatments } from '@stipple/contracts';
import type { Actor } from '@stipple/event-store';
import { instantOf, type Instant } from '@stipple/time';
import { recall, type KnownRecall } from './recall/recall.decider.js';

// A clinic for specifications: its staff, and their commands.

export const clinicId = 'clinic-1';
export const manager = person('manager', clinicId, 'MANAGER');
export const hygiene = person('hygiene', clinicId, 'HYGIENE_LEAD');
export const hygiene2 = person('hygiene2', clinicId, 'HYGIENE_LEAD');
export const technician = person('technician', clinicId, 'TECHNICIAN');
export const desk = person('desk', clinicId, 'FRONT_DESK');
export const auditor = person('auditor', clinicId, 'AUDITOR');
export const stranger = person('stranger', 'clinic-2', 'MANAGER', 'AUDITOR');

export const ago = (minutes: number): Instant => instantOf(Date.now() - minutes * 60_000);

/** Samples of a cycle, one every ten seconds: it heats up, holds for so long at a temperature, and cools down. */
export function cycle(holdSeconds: number, celsius = 134.6, kPaAbsolute = 309.7) {
  const heating = [20, 60, 100, 120].map((warm, index) => ({ second: index * 10, celsius: warm, kPaAbsolute: 100 }));
  const steps = Math.ceil(holdSeconds / 10);
  const holding = Array.from({ length: steps + 1 }, (_, index) => ({
    second: 40 + Math.min(index * 10, holdSeconds),
    celsius,
    kPaAbsolute,
  }));
  return [...heating, ...holding, { second: 50 + holdSeconds, celsius: 90, kPaAbsolute: 70 }];
}

export interface Answered {
  [field: string]: unknown;
}

const shapes: Record<string, string> = {
  addRoom: 'room { id name hygiene { status } }',
  startTurnover: 'room { id hygiene { status } }',
  applyDisinfectant: 'room { id hygiene { status } }',
  releaseRoom: 'room { id hygiene { status } }',
  quarantineRoom: 'room { id hygiene { status } }',
  reopenRoom: 'room { id hygiene { status } }',
  commissionSterilizer: 'sterilizer { id status }',
  recordRoutineTest: 'sterilizer { id status gaps { from to } }',
  takeOutOfService: 'sterilizer { id status }',
  returnToService: 'sterilizer { id status }',
  recordRequalificationRun: 'sterilizer { id status requalificationRuns }',
  labelPack: 'pack { id barcode status }',
  damagePack: 'pack { id status }',
  startLoad: 'load { id status }',
  recordCycle: 'load { id status holdSeconds f0 }',
  readChemicalIndicator: 'load { id status }',
  releaseLoad: 'load { id status releasedBy { id } }',
  rejectLoad: 'load { id status }',
  abortLoad: 'load { id status }',
  readBiologicalIndicator: 'result sterilizer { id status } recall { id }',
  closeRecall: 'recall { id status }',
};

/** Gives a command by its name in the graph, and answers its payload. @throws Error with the graph's errors */
export async function give(stage: Stage, actor: Actor | undefined, name: string, input: object): Promise<Answered> {
  const typeName = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input`;
  const answer = await stage.ask(
    actor,
    `mutation ($input: ${typeName}!) { ${name}(input: $input) { ${shapes[name] ?? ''} refusals { code message path } } }`,
    { input },
  );
  if (answer.errors)
    throw new Error(answer.errors.map((error) => `${String(error.extensions['code'])}: ${error.message}`).join('; '));
  return (answer.data as Record<string, Answered>)[name] ?? {};
}

export const codes = (answer: Answered): string[] =>
  (answer['refusals'] as { code: string }[]).map((refusal) => refusal.code);
export const idOf = (answer: Answered, thing: string): string =>
  (answer[thing] as { id: string } | null)?.id ?? `no ${thing}: ${JSON.stringify(answer['refusals'])}`;

export const opens = (stage: Stage, id = clinicId, timeZone = 'UTC') =>
  stage.hear(staff.clinicOpened, staff.clinicOpened.of(id, { clinicId: id, timeZone, currency: 'THB', country: 'TH' }));

/** A sterilizer with passed tests of all kinds. Its next cycle is number 4. */
export async function testedSterilizer(stage: Stage, type = 'B'): Promise<string> {
  const sterilizerId = idOf(
    await give(stage, hygiene, 'commissionSterilizer', {
      clinicId,
      name: 'Autoclave',
      type,
      serialNumber: 'SN-1',
      nextCycleNumber: 1,
    }),
    'sterilizer',
  );
  const test = (kind: string, cycleNumber: number, more: object = {}) =>
    give(stage, hygiene, 'recordRoutineTest', { sterilizerId, kind, cycleNumber, result: 'PASS', ...more });
  await test('STEAM_PENETRATION', 1);
  await test('AIR_LEAKAGE', 2, { leakage: { pressureRise: 13, unit: 'MBAR', minutes: 10 } });
  await test('AUTOMATIC_CONTROL', 3);
  return sterilizerId;
}

export async function labelled(stage: Stage, more: object = {}): Promise<{ id: string; barcode: string }> {
  const answer = await give(stage, technician, 'labelPack', {
    clinicId,
    contents: ['tweezers'],
    wrapped: true,
    hollow: false,
    ...more,
  });
  return answer['pack'] as { id: string; barcode: string };
}

/** A load from its start to its release by a second person. */
export async function releasedLoad(
  stage: Stage,
  sterilizerId: string,
  cycleNumber: number,
  packIds: readonly string[],
): Promise<string> {
  const loadId = idOf(
    await give(stage, hygiene, 'startLoad', { sterilizerId, cycleNumber, program: 'STEAM_134_3', packIds }),
    'load',
  );
  await give(stage, hygiene, 'recordCycle', { loadId, samples: cycle(200) });
  await give(stage, hygiene, 'readChemicalIndicator', { loadId, type: 5, lot: 'CI-1', result: 'PASS' });
  await give(stage, hygiene2, 'releaseLoad', { loadId });
  return loadId;
}

/**
 * Hands the context its own messages until a recall names everything. Answers the number of messages.
 * @param twice hands over each of them a second time
 */
export async function followed(stage: Stage, recallId: string, twice = false): Promise<number> {
  const heard = new Set<string>();
  const deadline = Date.now() + 120_000;
  while (((await stage.context.store.state(recall, recallId)) as KnownRecall).awaiting > 0) {
    const next = stage
      .sent()
      .find(
        ({ id, type, subject }) =>
          type === sterilization.recallContinues.type && subject === recallId && !heard.has(id),
      );
    if (!next && Date.now() > deadline)
      throw new Error('Nothing more is told of the recall, and it does not name everything.');
    if (!next) await new Promise((resolve) => setTimeout(resolve, 10));
    else
      for (const id of twice ? [next.id, next.id] : [next.id])
        await stage.hear(
          sterilization.recallContinues,
          { type: next.type, subject: recallId, data: next.data },
          { id, ...(next.actor === undefined ? {} : { actor: next.actor }) },
        );
    if (next) heard.add(next.id);
  }
  return heard.size;
}

export const startsTreatment = (
  stage: Stage,
  treatmentId: string,
  packIds: string[],
  clientId = 'client-1',
  roomId = 'room-1',
  id?: string,
) =>
  stage.hear(
    treatments.treatmentStarted,
    treatments.treatmentStarted.of(treatmentId, {
      treatmentId,
      bookingId: 'booking-1',
      clinicId,
      clientId,
      staffMemberId: 'technician',
      roomId,
      procedureCode: 'SMP',
      packIds,
      startedAt: ago(1),
    }),
    { actor: 'technician', ...(id === undefined ? {} : { id }) },
  );

export const completesTreatment = (stage: Stage, treatmentId: string, roomId: string) =>
  stage.hear(
    treatments.treatmentCompleted,
    treatments.treatmentCompleted.of(treatmentId, {
      treatmentId,
      bookingId: 'booking-1',
      clinicId,
      clientId: 'client-1',
      staffMemberId: 'technician',
      roomId,
      procedureCode: 'SMP',
      completedAt: ago(0),
    }),
  );

export const abandonsTreatment = (stage: Stage, treatmentId: string, roomId: string) =>
  stage.hear(
    treatments.treatmentAbandoned,
    treatments.treatmentAbandoned.of(treatmentId, {
      treatmentId,
      bookingId: 'booking-1',
      clinicId,
      clientId: 'client-1',
      staffMemberId: 'technician',
      roomId,
      procedureCode: 'SMP',
      abandonedAt: ago(0),
    }),
  );

/** The statuses of a thing that were sent to other contexts, once there are `atLeast` of them; waits two minutes. */
export async function told(stage: Stage, subject: string, atLeast: number): Promise<(string | undefined)[]> {
  const said = () => stage.sent().filter((message) => message.subject === subject);
  for (const deadline = Date.now() + 120_000; said().length < atLeast && Date.now() < deadline;)
    await new Promise((resolve) => setTimeout(resolve, 10));
  return said().map((message) => (message.data as { status?: string }).status);
}
