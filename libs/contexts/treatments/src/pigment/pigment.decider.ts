import { command, own, refusal, unless, uuidOf, type Decider } from '@stipple/event-store';
import { dayIn, isPast, plusDays, type Day, type Instant } from '@stipple/time';

interface Named {
  /** The stream: one product of one manufacturer at one clinic, where its lots, their uses and its recalls meet. */
  pigmentId: string;
  clinicId: string;
  manufacturer: string;
  product: string;
}

export class ReceivePigmentLot extends command('ReceivePigmentLot')<Named & { pigmentLotId: string; lot: string; expiresOn: Day; distributedOn: Day; useWithinDaysOfOpening: number }> {}
export class ReleasePigmentLot extends command('ReleasePigmentLot')<{ pigmentId: string; pigmentLotId: string; certificateOfAnalysis: string }> {}
export class RecallPigment extends command('RecallPigment')<Named & { recallId: string; lot: string; distributedFrom: Day; distributedTo: Day; source: string }> {}
export class ClosePigmentRecall extends command('ClosePigmentRecall')<{ pigmentId: string; recallId: string; reason: string }> {}
/** Pigment of these lots was opened for a treatment. */
export class NotePigmentUse extends command('NotePigmentUse')<{ pigmentId: string; pigmentLotIds: readonly string[]; treatmentId: string; clientId: string; at: Instant }> {}

export type PigmentCommand = ReceivePigmentLot | ReleasePigmentLot | RecallPigment | ClosePigmentRecall | NotePigmentUse;

interface Reach {
  pigmentLotIds: readonly string[];
  treatmentIds: readonly string[];
  clientIds: readonly string[];
}

// Stored for ever: add, never rename.
export type PigmentEvent =
  | { type: 'PigmentLotReceived'; data: Named & { pigmentLotId: string; lot: string; expiresOn: Day; distributedOn: Day; useWithinDaysOfOpening: number } }
  | { type: 'PigmentLotReleased'; data: { pigmentLotId: string; certificateOfAnalysis: string } }
  | { type: 'PigmentLotUsed'; data: { pigmentLotId: string; treatmentId: string; clientId: string; at: Instant } }
  | { type: 'PigmentRecalled'; data: Named & Reach & { recallId: string; lot: string; distributedFrom: Day; distributedTo: Day; source: string } }
  | { type: 'PigmentRecallReached'; data: Reach & { recallId: string; clinicId: string } }
  | { type: 'PigmentRecallClosed'; data: { recallId: string; clinicId: string; clientIds: readonly string[]; reason: string; at: Instant } };

export interface PigmentLot {
  id: string;
  clinicId: string;
  manufacturer: string;
  product: string;
  lot: string;
  expiresOn: Day;
  distributedOn: Day;
  useWithinDaysOfOpening: number;
  released: boolean;
  recalled: boolean;
  certificateOfAnalysis?: string;
  /** First use. */
  openedAt?: Instant;
  uses: readonly { treatmentId: string; clientId: string }[];
}

export interface PigmentRecall extends Reach {
  id: string;
  status: 'OPEN' | 'CLOSED';
  clinicId: string;
  manufacturer: string;
  product: string;
  lot: string;
  distributedFrom: Day;
  distributedTo: Day;
  source: string;
}

export interface Pigment {
  clinicId?: string;
  lots: Readonly<Record<string, PigmentLot>>;
  recalls: Readonly<Record<string, PigmentRecall>>;
}

export interface PigmentFacts {
  timeZone: string;
}

const plain = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();
/** Stands for all lots in a recall. */
export const everyLot = '*';

/** One product of one manufacturer at one clinic; spelling differs in case and spaces only. */
export const pigmentIdOf = (clinicId: string, manufacturer: string, product: string): string => uuidOf(`pigment ${clinicId} ${JSON.stringify([plain(manufacturer), plain(product)])}`);
/** A lot's id leads to its product. */
export const lotIdOf = (pigmentId: string, id: string): string => `${pigmentId}.${id}`;
export const pigmentOfLot = (pigmentLotId: string): string => pigmentLotId.split('.')[0] ?? '';

/** The last day on which a lot may be used: its expiry, or sooner by the days allowed after opening. */
export function lastDayOf({ expiresOn, openedAt, useWithinDaysOfOpening }: Pick<PigmentLot, 'expiresOn' | 'openedAt' | 'useWithinDaysOfOpening'>, timeZone: string): Day {
  const afterOpening = openedAt === undefined ? expiresOn : plusDays(dayIn(timeZone, openedAt), useWithinDaysOfOpening);
  return afterOpening < expiresOn ? afterOpening : expiresOn;
}

/** `EXPIRED` is derived when asked, never written. */
export function statusOf(lot: Pick<PigmentLot, 'released' | 'recalled' | 'expiresOn' | 'openedAt' | 'useWithinDaysOfOpening'>, timeZone: string, now: Instant): 'QUARANTINED' | 'RELEASED' | 'RECALLED' | 'EXPIRED' {
  if (lot.recalled) return 'RECALLED';
  if (isPast(lastDayOf(lot, timeZone), timeZone, now)) return 'EXPIRED';
  return lot.released ? 'RELEASED' : 'QUARANTINED';
}

const concerns = (recall: Pick<PigmentRecall, 'lot' | 'distributedFrom' | 'distributedTo'>, lot: Pick<PigmentLot, 'lot' | 'distributedOn'>): boolean =>
  (recall.lot === everyLot || plain(recall.lot) === plain(lot.lot)) && recall.distributedFrom <= lot.distributedOn && lot.distributedOn <= recall.distributedTo;

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];
const joined = (before: Reach, more: Reach): Reach => ({
  pigmentLotIds: distinct([...before.pigmentLotIds, ...more.pigmentLotIds]),
  treatmentIds: distinct([...before.treatmentIds, ...more.treatmentIds]),
  clientIds: distinct([...before.clientIds, ...more.clientIds]),
});

/** An open recall tells what it adds; one that had been closed is open again with everything that it ever touched. */
function reached(recall: PigmentRecall, more: Reach): PigmentEvent {
  const { pigmentLotIds, treatmentIds, clientIds } = recall.status === 'CLOSED' ? joined(recall, more) : more;
  return { type: 'PigmentRecallReached', data: { recallId: recall.id, clinicId: recall.clinicId, pigmentLotIds, treatmentIds, clientIds } };
}

/**
 * A delivered lot waits in quarantine until it is released on its certificate of analysis. A recall names manufacturer, product
 * and lots by number and date of distribution; it catches the lots that are here, those that come later, and every treatment
 * in which one of them was opened, also one that is told only afterwards. It is closed once what it touched has been seen to, and
 * opens again when it reaches further; its lots stay recalled.
 */
export const pigment: Decider<PigmentCommand, PigmentEvent, Pigment, PigmentFacts> = {
  stream: 'pigment',
  idOf: ({ data }) => data.pigmentId,
  initial: { lots: {}, recalls: {} },
  through: [joined, distinct],
  clinicOf: (state) => state.clinicId,
  occurredAt: (event) => ('at' in event.data ? event.data.at : undefined),

  decide({ type, data }, state, { now, timeZone }) {
    switch (type) {
      case 'ReceivePigmentLot': {
        const { manufacturer, product, lot, distributedOn, useWithinDaysOfOpening } = data;
        const twin = Object.values(state.lots).find((one) => plain(one.lot) === plain(lot) && one.distributedOn === distributedOn);
        return (
          unless(
            named('A manufacturer', manufacturer, 'manufacturer'),
            named('A product', product, 'product'),
            named('A lot number', lot, 'lot'),
            lot.trim() === everyLot && refusal('NAME_MISSING', 'A lot that arrived has a number of its own.', 'lot'),
            (useWithinDaysOfOpening < 1 || useWithinDaysOfOpening > 3_650) && refusal('OUT_OF_RANGE', 'A pigment is used within 1 to 3,650 days of opening.', 'useWithinDaysOfOpening'),
            distributedOn > dayIn(timeZone, now) && refusal('IN_THE_FUTURE', `${distributedOn} is still to come.`, 'distributedOn'),
            twin && refusal('ALREADY_EXISTS', `${product} lot ${lot}, distributed on ${distributedOn}, was received before.`, 'lot'),
          ) ?? [
            { type: 'PigmentLotReceived', data: { ...data, manufacturer: manufacturer.trim(), product: product.trim(), lot: lot.trim() } },
            ...Object.values(state.recalls)
              .filter((recall) => concerns(recall, data))
              .map((recall) => reached(recall, { pigmentLotIds: [data.pigmentLotId], treatmentIds: [], clientIds: [] })),
          ]
        );
      }
      case 'ReleasePigmentLot': {
        const lot = own(state.lots, data.pigmentLotId);
        if (!lot) return unless(refusal('WRONG_STATUS', 'This lot was never received.')) ?? [];
        if (lot.released && !lot.recalled) return [];
        const lastDay = lastDayOf(lot, timeZone);
        return (
          unless(
            lot.recalled && refusal('PIGMENT_RECALLED', `${lot.product} lot ${lot.lot} is recalled.`),
            isPast(lastDay, timeZone, now) && refusal('PIGMENT_EXPIRED', `${lot.product} lot ${lot.lot} expired on ${lastDay}.`),
            named('A certificate of analysis', data.certificateOfAnalysis, 'certificateOfAnalysis'),
          ) ?? [{ type: 'PigmentLotReleased', data: { pigmentLotId: lot.id, certificateOfAnalysis: data.certificateOfAnalysis.trim() } }]
        );
      }
      case 'RecallPigment': {
        const lots = Object.values(state.lots).filter((lot) => concerns(data, lot));
        const uses = lots.flatMap((lot) => lot.uses);
        const reach = { pigmentLotIds: lots.map((lot) => lot.id), treatmentIds: distinct(uses.map((use) => use.treatmentId)), clientIds: distinct(uses.map((use) => use.clientId)) };
        return (
          unless(
            named('A manufacturer', data.manufacturer, 'manufacturer'),
            named('A product', data.product, 'product'),
            named('A source', data.source, 'source', 2_000),
            data.lot.length > 200 && refusal('TOO_LONG', 'A lot number has at most 200 characters.', 'lot'),
            data.distributedTo < data.distributedFrom && refusal('WRONG_ORDER', `${data.distributedTo} lies before ${data.distributedFrom}.`, 'distributedTo'),
          ) ?? [{ type: 'PigmentRecalled', data: { ...data, manufacturer: data.manufacturer.trim(), product: data.product.trim(), source: data.source.trim(), ...reach } }]
        );
      }
      case 'ClosePigmentRecall': {
        const recall = own(state.recalls, data.recallId);
        if (!recall) return unless(refusal('WRONG_STATUS', 'There is no such recall of this pigment.', 'recallId')) ?? [];
        if (recall.status === 'CLOSED') return [];
        const reason = data.reason.trim();
        return (
          unless(
            reason === '' && refusal('REASON_MISSING', 'Closing a recall needs a reason: what became of what it touched.', 'reason'),
            reason.length > 2_000 && refusal('TOO_LONG', 'A reason has at most 2,000 characters.', 'reason'),
          ) ?? [{ type: 'PigmentRecallClosed', data: { recallId: recall.id, clinicId: recall.clinicId, clientIds: recall.clientIds, reason, at: now } }]
        );
      }
      case 'NotePigmentUse': {
        const lots = data.pigmentLotIds.flatMap((id) => own(state.lots, id) ?? []).filter((lot) => !lot.uses.some((use) => use.treatmentId === data.treatmentId));
        const used = lots.map((lot): PigmentEvent => ({ type: 'PigmentLotUsed', data: { pigmentLotId: lot.id, treatmentId: data.treatmentId, clientId: data.clientId, at: data.at } }));
        const further = Object.values(state.recalls)
          .map((recall) => ({ recall, hit: lots.filter((lot) => recall.pigmentLotIds.includes(lot.id)) }))
          .filter(({ hit }) => hit.length > 0)
          .map(({ recall, hit }) => reached(recall, { pigmentLotIds: hit.map((lot) => lot.id), treatmentIds: [data.treatmentId], clientIds: [data.clientId] }));
        return [...used, ...further];
      }
    }
  },

  evolve(state, { type, data }) {
    const changed = (ids: readonly string[], change: (lot: PigmentLot) => PigmentLot) =>
      ({ ...state.lots, ...Object.fromEntries(ids.flatMap((id) => own(state.lots, id) ?? []).map((lot) => [lot.id, change(lot)])) });
    switch (type) {
      case 'PigmentLotReceived': {
        const { pigmentId: _stream, pigmentLotId, ...lot } = data;
        return { ...state, clinicId: data.clinicId, lots: { ...state.lots, [pigmentLotId]: { ...lot, id: pigmentLotId, released: false, recalled: false, uses: [] } } };
      }
      case 'PigmentLotReleased':
        return { ...state, lots: changed([data.pigmentLotId], (lot) => ({ ...lot, released: true, certificateOfAnalysis: data.certificateOfAnalysis })) };
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
        const { pigmentId: _stream, recallId, ...recall } = data;
        return { clinicId: data.clinicId, lots: changed(data.pigmentLotIds, (lot) => ({ ...lot, recalled: true })), recalls: { ...state.recalls, [recallId]: { ...recall, id: recallId, status: 'OPEN' } } };
      }
      case 'PigmentRecallReached': {
        const recall = own(state.recalls, data.recallId);
        const wider: PigmentRecall | undefined = recall && { ...recall, ...joined(recall, data), status: 'OPEN' };
        return { ...state, lots: changed(data.pigmentLotIds, (lot) => ({ ...lot, recalled: true })), recalls: wider ? { ...state.recalls, [wider.id]: wider } : state.recalls };
      }
      case 'PigmentRecallClosed': {
        const recall = own(state.recalls, data.recallId);
        return recall ? { ...state, recalls: { ...state.recalls, [recall.id]: { ...recall, status: 'CLOSED' } } } : state;
      }
    }
  },
};

const named = (what: string, text: string, path: string, longest = 200) =>
  (text.trim() === '' && refusal('NAME_MISSING', `${what} is needed.`, path)) || (text.length > longest && refusal('TOO_LONG', `${what} has at most ${longest} characters.`, path));
