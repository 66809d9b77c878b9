import type { Instant } from '@stipple/time';
import type {
  Client,
  Load as LoadNode,
  Pack as PackNode,
  Recall as RecallNode,
  StaffMember,
  Sterilizer as SterilizerNode,
  Treatment,
} from './graphql.gen.js';
import type { Load } from './load/load.state.js';
import { statusAt, type Pack } from './pack/pack.decider.js';
import type { Recall } from './recall/recall.decider.js';

/** A thing of which the id is known; its other fields are looked up by it when they are asked for. */
const pointTo = <Node extends { id: string }>(id: string): Node => ({ id }) as Node;

/** A load as the graph shows it. */
export const shownLoad = (state: Load) =>
  state.status === 'unknown'
    ? null
    : {
        id: state.id,
        clinicId: state.clinicId,
        sterilizer: pointTo<SterilizerNode>(state.sterilizerId),
        cycleNumber: state.cycleNumber,
        program: state.program,
        status: state.status,
        startedAt: state.startedAt,
        endedAt: state.cycle?.endedAt ?? null,
        loadedBy: pointTo<StaffMember>(state.loadedBy),
        releasedBy: state.releasedBy === undefined ? null : pointTo<StaffMember>(state.releasedBy),
        holdSeconds: state.cycle?.holdSeconds ?? null,
        f0: state.cycle?.f0 ?? null,
        lowestCelsius: state.cycle?.lowestCelsius ?? null,
        highestCelsius: state.cycle?.highestCelsius ?? null,
        worstSaturationKelvin: state.cycle?.worstSaturationKelvin ?? null,
        chemicalIndicators: state.indicators.map(({ indicatorType, lot, result }) => ({
          type: indicatorType,
          lot,
          result,
        })),
        packs: state.packs.map(({ packId }) => pointTo<PackNode>(packId)),
      };

/** A pack as it is at a moment. */
export const shownPack = (state: Pack, moment: Instant) =>
  state.status === 'unknown'
    ? null
    : {
        id: state.id,
        barcode: state.barcode,
        clinicId: state.clinicId,
        contents: [...state.contents],
        wrapped: state.wrapped,
        hollow: state.hollow,
        status: statusAt(state, moment),
        expiresAt: state.expiresAt ?? null,
        load: state.loadId === undefined ? null : pointTo<LoadNode>(state.loadId),
        recall: state.recallId === undefined ? null : pointTo<RecallNode>(state.recallId),
        treatments: state.usedIn.map(({ treatmentId }) => pointTo<Treatment>(treatmentId)),
      };

/** Entries of each list of a recall that one answer gives. */
export const mostShown = 20_000;

/** A recall as the log has it, with everything that it touches so far: for the answer of a command. */
export const shownRecall = (state: Recall) =>
  state.status === 'unknown'
    ? null
    : {
        id: state.id,
        clinicId: state.clinicId,
        status: state.status,
        trigger: state.trigger,
        openedAt: state.openedAt,
        sterilizer: pointTo<SterilizerNode>(state.sterilizerId),
        awaitingLoads: state.awaiting,
        loads: state.loadIds.slice(0, mostShown).map(pointTo<LoadNode>),
        packs: state.packIds.slice(0, mostShown).map(pointTo<PackNode>),
        treatments: state.treatmentIds.slice(0, mostShown).map(pointTo<Treatment>),
        clients: state.clientIds.slice(0, mostShown).map(pointTo<Client>),
      };
