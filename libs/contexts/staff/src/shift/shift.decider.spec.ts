import { describe, it } from '@jest/globals';
import { refusal, specify } from '@stipple/event-store';
import { PublishShift, shift, type ShiftEvent } from './shift.decider.js';

const given = specify(shift, { notThere: undefined });
const monday = {
  shiftId: 's1',
  memberId: 'm1',
  clinicId: 'c1',
  start: '2026-06-16T02:00:00.000Z',
  end: '2026-06-16T11:00:00.000Z',
};
const published: ShiftEvent = { type: 'ShiftPublished', data: monday };
const publish = (changes: Partial<typeof monday> = {}) => new PublishShift({ ...monday, ...changes });

describe('a shift', () => {
  it('is published', () => given().when(publish()).then(published));
  it('may have begun', () => given().at('2026-06-16T10:00:00.000Z').when(publish()).then(published));
  it('may not be over', () => given().at(monday.end).when(publish()).refuses('IN_THE_PAST'));
  it('lasts up to 31 days', () => {
    given()
      .when(publish({ end: '2026-06-17T02:00:00.000Z' }))
      .then({ ...published, data: { ...monday, end: '2026-06-17T02:00:00.000Z' } });
    given()
      .when(publish({ end: '2026-09-17T02:00:00.001Z' }))
      .refuses('SHIFT_TOO_LONG');
  });
  it('is told everything that stands in its way', () =>
    given()
      .with({ notThere: refusal('WRONG_CLINIC', 'Not here.') })
      .at('2026-06-17T00:00:00.000Z')
      .when(publish({ end: monday.start }))
      .refuses('WRONG_CLINIC', 'ENDS_BEFORE_START', 'IN_THE_PAST'));
});
