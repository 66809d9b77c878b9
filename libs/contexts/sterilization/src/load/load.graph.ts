import type { Load as LoadOfGraph } from '../graphql.gen.js';
import type { Load } from './load.state.js';

/** A load in the graph. Its sterilizer and its packs are read when somebody asks for them. */
export type LoadNode = Omit<LoadOfGraph, 'sterilizer' | 'packs'> & {
  sterilizerId: string;
  packIds: readonly string[];
};

export const loadToGraph = (state: Load): LoadNode | null =>
  state.status === 'unknown'
    ? null
    : {
        id: state.id,
        clinicId: state.clinicId,
        sterilizerId: state.sterilizerId,
        cycleNumber: state.cycleNumber,
        program: state.program,
        status: state.status,
        startedAt: state.startedAt,
        endedAt: state.cycle?.endedAt ?? null,
        loadedBy: { id: state.loadedBy },
        releasedBy: state.releasedBy === undefined ? null : { id: state.releasedBy },
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
        packIds: state.packs.map(({ packId }) => packId),
      };
