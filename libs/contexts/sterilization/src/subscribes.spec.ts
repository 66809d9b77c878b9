import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { NoteClinic } from './heard/clinic.decider.js';
import { OccupyRoom, VacateRoom } from './room/room.decider.js';
import { RecallFurtherLoads } from './sterilizer/sterilizer.decider.js';
import { subscribes } from './subscribes.js';
import { NoteTreatmentStarted } from './heard/treatment.decider.js';

describe('what we hear', () => {
  it.each(subscribes.map((hearing) => [hearing.contract.type, hearing] as const))(
    'is understood as its sender writes it: %s',
    (type, { contract, commands }) => {
      const data = JSON.parse(
        readFileSync(new URL(`../../../contracts/samples/${type}.json`, import.meta.url), 'utf8'),
      ) as Record<string, string>;
      expect(contract.problem(data)).toBeUndefined();
      const given = commands({ id: 'm', type, subject: 's', time: '', data });
      const expected: Record<string, object[]> = {
        'staff.clinic-opened.v1': [NoteClinic],
        'sterilization.recall-continues.v1': [RecallFurtherLoads],
        'treatments.treatment-started.v1': [NoteTreatmentStarted, OccupyRoom],
        'treatments.treatment-completed.v1': [VacateRoom],
        'treatments.treatment-abandoned.v1': [VacateRoom],
      };
      expect(given.map((command) => command.constructor)).toEqual(expected[type]);
      expect(Object.values(given[0]?.data ?? {})).not.toContain(undefined);
    },
  );
});
