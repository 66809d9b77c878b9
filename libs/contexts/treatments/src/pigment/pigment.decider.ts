import {
  already,
  between,
  command,
  happened,
  ignored,
  needsName,
  needsReason,
  notInFuture,
  own,
  refusal,
  refuse,
  unless,
  uuidOf,
  type Decider,
  type Happened,
} from '@stipple/event-store';
import { comparableCode } from '@stipple/text';
import { dayIn, isPast, plusDays, type Day, type Instant } from '@stipple/time';

import type { Named, PigmentEvent, Window } from './pigment.events.js';
import {
  concerns,
  distinct,
  everyLot,
  joined,
  mostLots,
  mostTreatments,
  nextOf,
  reached,
  type PigmentLot,
  type PigmentRecall,
} from './pigment.rules.js';

export class ReceivePigmentLot extends command('ReceivePigmentLot')<
  Named & { pigmentLotId: string; lot: string; expiresOn: Day; distributedOn: Day; useWithinDaysOfOpening: number }
> {}
export class ReleasePigmentLot extends command('ReleasePigmentLot')<{
  pigmentId: string;
  pigmentLotId: string;
  certificateOfAnalysis: string;
}> {}
export class RecallPigment extends command('RecallPigment')<
  Named & Window & { recallId: string; lot: string; source: string }
> {}
/** The next treatments that a recall reaches, where they are more than one step tells. */
export class ContinuePigmentRecall extends command('ContinuePigmentRecall')<{ pigmentId: string; recallId: string }> {}
export class ClosePigmentRecall extends command('ClosePigmentRecall')<{
  pigmentId: string;
  recallId: string;
  reason: string;
}> {}
/** Pigment of these lots was opened for a treatment. */
export class NotePigmentUse extends command('NotePigmentUse')<{
  pigmentId: string;
  pigmentLotIds: readonly string[];
  treatmentId: string;
  clientId: string;
  at: Instant;
}> {}

export type PigmentCommand =
  ReceivePigmentLot | ReleasePigmentLot | RecallPigment | ContinuePigmentRecall | ClosePigmentRecall | NotePigmentUse;

export interface Pigment {
  clinicId?: string;
  lots: Readonly<Record<string, PigmentLot>>;
  recalls: Readonly<Record<string, PigmentRecall>>;
}

export interface PigmentFacts {
  ReceivePigmentLot: { timeZone: string };
  ReleasePigmentLot: { timeZone: string };
}

/**
 * One product of one manufacturer at one clinic, however the two are spelled. What was received before spellings were
 * compared like this lies in streams of other ids: `Pigments` finds them.
 */
export const pigmentIdOf = (clinicId: string, manufacturer: string, product: string): string =>
  uuidOf(`pigment ${clinicId} ${JSON.stringify([comparableCode(manufacturer), comparableCode(product)])}`);
/** A lot's id leads to its product. */
export const lotIdOf = (pigmentId: string, id: string): string => `${pigmentId}.${id}`;
export const pigmentOfLot = (pigmentLotId: string): string => pigmentLotId.split('.')[0] ?? '';

/** The last day on which a lot may be used: its expiry, or sooner by the days allowed after opening. */
export function lastDayOf(
  {
    expiresOn,
    openedAt,
    useWithinDaysOfOpening,
  }: Pick<PigmentLot, 'expiresOn' | 'openedAt' | 'useWithinDaysOfOpening'>,
  timeZone: string,
): Day {
  const afterOpening = openedAt === undefined ? expiresOn : plusDays(dayIn(timeZone, openedAt), useWithinDaysOfOpening);
  return afterOpening < expiresOn ? afterOpening : expiresOn;
}

/** `EXPIRED` is derived when asked, never written. */
export function statusOf(
  lot: Pick<PigmentLot, 'released' | 'recalled' | 'expiresOn' | 'openedAt' | 'useWithinDaysOfOpening'>,
  timeZone: string,
  now: Instant,
): 'QUARANTINED' | 'RELEASED' | 'RECALLED' | 'EXPIRED' {
  if (lot.recalled) return 'RECALLED';
  if (isPast(lastDayOf(lot, timeZone), timeZone, now)) return 'EXPIRED';
  return lot.released ? 'RELEASED' : 'QUARANTINED';
}

/**
 * A recall as it is opened: its lots are all recalled at once, however many; the treatments they were used in follow
 * step by step.
 */
function opened(data: RecallPigment['data'], lots: readonly PigmentLot[]): Happened<PigmentEvent> {
  const { pigmentId, clinicId, recallId, manufacturer, product, lot, distributedFrom, distributedTo, source } = data;
  const { treatmentIds, clientIds, awaiting } = nextOf(lots, []);
  const lotIds = lots.map((one) => one.id);
  const further = Array.from({ length: Math.max(0, Math.ceil(lotIds.length / mostLots) - 1) }, (_, nth) =>
    lotIds.slice((nth + 1) * mostLots, (nth + 2) * mostLots),
  );
  return [
    {
      type: 'PigmentRecalled',
      data: {
        pigmentId,
        clinicId,
        recallId,
        manufacturer: manufacturer.trim(),
        product: product.trim(),
        lot,
        source: source.trim(),
        pigmentLotIds: lotIds.slice(0, mostLots),
        treatmentIds,
        clientIds,
        awaiting,
        ...(distributedFrom === undefined ? {} : { distributedFrom }),
        ...(distributedTo === undefined ? {} : { distributedTo }),
      },
    },
    ...further.map((pigmentLotIds) =>
      reached({ id: recallId, clinicId }, { pigmentLotIds, treatmentIds: [], clientIds: [] }),
    ),
  ];
}

/**
 * A delivered lot waits in quarantine until it is released on its certificate of analysis. A recall names manufacturer,
 * product and lots by number and date of distribution; it catches the lots that are here, those that come later, and
 * every treatment in which one of them was opened, also one that is told only afterwards. It is closed once what it
 * touched has been seen to, and opens again when it reaches further; its lots stay recalled.
 */
export const pigment: Decider<PigmentCommand, PigmentEvent, Pigment, PigmentFacts> = {
  stream: 'pigment',
  idOf: ({ data }) => data.pigmentId,
  initial: { lots: {}, recalls: {} },
  foldDependencies: [joined, distinct],
  personal: {
    PigmentRecalled: { subject: (data) => `pigmentRecall:${data.recallId}`, fields: ['source'] },
    PigmentRecallClosed: { subject: (data) => `pigmentRecall:${data.recallId}`, fields: ['reason'] },
  },
  clinicOf: (state) => state.clinicId,
  occurredAt: (event) => ('at' in event.data ? event.data.at : undefined),

  decide({ type, data, facts }, state, { now }) {
    switch (type) {
      case 'ReceivePigmentLot': {
        const { manufacturer, product, lot, distributedOn, useWithinDaysOfOpening } = data;
        const twin = Object.values(state.lots).find(
          (one) => comparableCode(one.lot) === comparableCode(lot) && one.distributedOn === distributedOn,
        );
        return (
          unless(
            needsName(manufacturer, 'A manufacturer', 'manufacturer'),
            needsName(product, 'A product', 'product'),
            needsName(lot, 'A lot number', 'lot'),
            lot.trim() === everyLot && refusal('NAME_MISSING', 'A lot that arrived has a number of its own.', 'lot'),
            between(
              useWithinDaysOfOpening,
              [1, 3_650],
              'useWithinDaysOfOpening',
              'A pigment is used within 1 to 3,650 days of opening.',
            ),
            notInFuture(distributedOn, dayIn(facts.timeZone, now), 'distributedOn'),
            twin &&
              refusal(
                'ALREADY_EXISTS',
                `${product} lot ${lot}, distributed on ${distributedOn}, was received before.`,
                'lot',
              ),
          ) ?? [
            {
              type: 'PigmentLotReceived',
              data: { ...data, manufacturer: manufacturer.trim(), product: product.trim(), lot: lot.trim() },
            },
            ...Object.values(state.recalls)
              .filter((recall) => concerns(recall, data))
              .map((recall) =>
                reached(recall, { pigmentLotIds: [data.pigmentLotId], treatmentIds: [], clientIds: [] }),
              ),
          ]
        );
      }
      case 'ReleasePigmentLot': {
        const lot = own(state.lots, data.pigmentLotId);
        if (!lot) return refuse('UNKNOWN', 'There is no such pigment lot.', 'pigmentLotId');
        if (lot.released && !lot.recalled) return already();
        const { timeZone } = facts;
        const lastDay = lastDayOf(lot, timeZone);
        return (
          unless(
            lot.recalled && refusal('PIGMENT_RECALLED', `${lot.product} lot ${lot.lot} is recalled.`),
            isPast(lastDay, timeZone, now) &&
              refusal('PIGMENT_EXPIRED', `${lot.product} lot ${lot.lot} expired on ${lastDay}.`),
            needsName(data.certificateOfAnalysis, 'A certificate of analysis', 'certificateOfAnalysis'),
          ) ?? [
            {
              type: 'PigmentLotReleased',
              data: { pigmentLotId: lot.id, certificateOfAnalysis: data.certificateOfAnalysis.trim() },
            },
          ]
        );
      }
      case 'RecallPigment': {
        const { distributedFrom, distributedTo } = data;
        return (
          unless(
            needsName(data.manufacturer, 'A manufacturer', 'manufacturer'),
            needsName(data.product, 'A product', 'product'),
            needsName(data.source, 'A source', 'source', 2_000),
            data.lot !== everyLot && needsName(data.lot, 'A lot number', 'lot'),
            distributedFrom !== undefined &&
              distributedTo !== undefined &&
              distributedTo < distributedFrom &&
              refusal('WRONG_ORDER', `${distributedTo} lies before ${distributedFrom}.`, 'distributedTo'),
          ) ??
          opened(
            data,
            Object.values(state.lots).filter((lot) => concerns(data, lot)),
          )
        );
      }
      case 'ContinuePigmentRecall': {
        const recall = own(state.recalls, data.recallId);
        if (!recall) return ignored('There is no such recall of this pigment here.');
        if (recall.awaiting === 0) return already();
        const lots = recall.pigmentLotIds.flatMap((id) => own(state.lots, id) ?? []);
        const { treatmentIds, clientIds, awaiting } = nextOf(lots, recall.treatmentIds);
        return [reached(recall, { pigmentLotIds: [], treatmentIds, clientIds }, awaiting)];
      }
      case 'ClosePigmentRecall': {
        const recall = own(state.recalls, data.recallId);
        if (!recall) return refuse('UNKNOWN', 'There is no such recall of this pigment.', 'recallId');
        if (recall.status === 'CLOSED') return already();
        return (
          unless(
            needsReason(data.reason, 'Say what became of what the recall touched.'),
            recall.awaiting > 0 &&
              refusal(
                'WRONG_STATUS',
                `This recall still has ${recall.awaiting} treatments to follow. Close it once it names everything.`,
                'recallId',
              ),
          ) ?? [
            {
              type: 'PigmentRecallClosed',
              data: {
                recallId: recall.id,
                clinicId: recall.clinicId,
                clientIds: recall.clientIds.length > mostTreatments ? [] : recall.clientIds,
                reason: data.reason.trim(),
                at: now,
              },
            },
          ]
        );
      }
      case 'NotePigmentUse': {
        const known = data.pigmentLotIds.flatMap((id) => own(state.lots, id) ?? []);
        if (known.length === 0) return ignored('There is no such pigment lot here.');
        const lots = known.filter((lot) => !lot.uses.some((use) => use.treatmentId === data.treatmentId));
        const used = lots.map((lot): PigmentEvent => ({
          type: 'PigmentLotUsed',
          data: { pigmentLotId: lot.id, treatmentId: data.treatmentId, clientId: data.clientId, at: data.at },
        }));
        const further = Object.values(state.recalls)
          .map((recall) => ({ recall, hit: lots.filter((lot) => recall.pigmentLotIds.includes(lot.id)) }))
          .filter(({ hit }) => hit.length > 0)
          .map(({ recall, hit }) =>
            reached(recall, {
              pigmentLotIds: hit.map((lot) => lot.id),
              treatmentIds: [data.treatmentId],
              clientIds: [data.clientId],
            }),
          );
        return happened([...used, ...further]) ?? already();
      }
    }
  },

  evolve(state, { type, data }) {
    const changed = (ids: readonly string[], change: (lot: PigmentLot) => PigmentLot) => ({
      ...state.lots,
      ...Object.fromEntries(ids.flatMap((id) => own(state.lots, id) ?? []).map((lot) => [lot.id, change(lot)])),
    });
    switch (type) {
      case 'PigmentLotReceived': {
        const { pigmentId: _stream, pigmentLotId, ...lot } = data;
        return {
          ...state,
          clinicId: data.clinicId,
          lots: {
            ...state.lots,
            [pigmentLotId]: { ...lot, id: pigmentLotId, released: false, recalled: false, uses: [] },
          },
        };
      }
      case 'PigmentLotReleased':
        return {
          ...state,
          lots: changed([data.pigmentLotId], (lot) => ({
            ...lot,
            released: true,
            certificateOfAnalysis: data.certificateOfAnalysis,
          })),
        };
      case 'PigmentLotUsed':
        return {
          ...state,
          lots: changed([data.pigmentLotId], (lot) => ({
            ...lot,
            openedAt: lot.openedAt !== undefined && lot.openedAt < data.at ? lot.openedAt : data.at,
            uses: [...lot.uses, { treatmentId: data.treatmentId, clientId: data.clientId }],
          })),
        };
      case 'PigmentRecalled': {
        const { pigmentId: _stream, recallId, awaiting = 0, ...recall } = data;
        return {
          clinicId: data.clinicId,
          lots: changed(data.pigmentLotIds, (lot) => ({ ...lot, recalled: true })),
          recalls: { ...state.recalls, [recallId]: { ...recall, id: recallId, status: 'OPEN', awaiting } },
        };
      }
      case 'PigmentRecallReached': {
        const recall = own(state.recalls, data.recallId);
        const wider: PigmentRecall | undefined = recall && {
          ...recall,
          ...joined(recall, data),
          status: 'OPEN',
          awaiting: data.awaiting ?? recall.awaiting,
        };
        return {
          ...state,
          lots: changed(data.pigmentLotIds, (lot) => ({ ...lot, recalled: true })),
          recalls: wider ? { ...state.recalls, [wider.id]: wider } : state.recalls,
        };
      }
      case 'PigmentRecallClosed': {
        const recall = own(state.recalls, data.recallId);
        return recall
          ? { ...state, recalls: { ...state.recalls, [recall.id]: { ...recall, status: 'CLOSED' } } }
          : state;
      }
    }
  },
};
