import type { Sterilizer as SterilizerOfGraph } from '../graphql.gen.js';
import { isKnown, statusOf, type Sterilizer } from './sterilizer.state.js';

export const sterilizerToGraph = (state: Sterilizer): SterilizerOfGraph | null =>
  isKnown(state)
    ? {
        id: state.id,
        clinicId: state.clinicId,
        name: state.name,
        type: state.type,
        serialNumber: state.serialNumber,
        status: statusOf(state),
        outOfService: state.causes.map(({ cause, at }) => ({ cause, since: at })),
        nextCycleNumber: state.nextCycle,
        gaps: state.gaps.map(({ from, to }) => ({ from, to })),
        requalificationRuns: state.runs,
      }
    : null;
