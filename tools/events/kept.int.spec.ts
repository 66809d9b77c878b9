import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BillingModule } from '@stipple/context-billing';
import { BookingsModule } from '@stipple/context-bookings';
import { StaffModule } from '@stipple/context-staff';
import { SterilizationModule } from '@stipple/context-sterilization';
import { TreatmentsModule } from '@stipple/context-treatments';
import { openStore } from '@stipple/event-store/fixture';
import { keptIn, replayProblems, type Replayed } from './replay.fixture.js';

const contexts = path.join(import.meta.dirname, '../../libs/contexts');
const modules = [BillingModule, BookingsModule, StaffModule, SterilizationModule, TreatmentsModule].map(
  ({ parts }) => parts,
);

let lab: Awaited<ReturnType<typeof openStore>>;
beforeAll(async () => {
  lab = await openStore();
});
afterAll(() => lab.close());

describe('what was ever stored', () => {
  it('is looked at in every context', () =>
    expect(modules.map(({ name }) => name)).toEqual(readdirSync(contexts).sort()));

  describe.each(modules.map((parts) => [parts.name, parts] as const))('in %s', (name, { handlers }) => {
    const kept = keptIn(path.join(contexts, name, 'events'));
    const deciders = new Map(handlers.map(({ decider }) => [decider.stream, decider as Replayed]));

    it('belongs to deciders that are still there', () =>
      expect([...new Set(kept.map(({ stream }) => stream))].sort()).toEqual([...deciders.keys()].sort()));
    it.each([...deciders])('is read and folded today: %s', async (stream, decider) => {
      expect(
        await replayProblems(
          lab,
          decider,
          kept.filter((file) => file.stream === stream),
        ),
      ).toEqual([]);
    });
  });
});
