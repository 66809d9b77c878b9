import type { Room as RoomOfGraph } from '../graphql.gen.js';
import type { Room } from './room.decider.js';

export const roomToGraph = (state: Room): RoomOfGraph | null =>
  state.status === 'unknown'
    ? null
    : {
        id: state.id,
        clinicId: state.clinicId,
        name: state.name,
        hygiene: {
          status: state.status,
          since: state.since,
          contactUntil: state.status === 'DISINFECTING' ? state.contactUntil : null,
        },
      };
