import { describe, expect, it } from '@jest/globals';
import { boundsOf, clockTime, dayIn, epochOf, instantOf, plusHours, plusMinutes } from '@stipple/time';
import { momentsOf, type DemoMoments } from './moments.js';

/**
 * Days of 23, 24 and 25 hours and of half an hour more or less, a day that begins at one, the last of February and of
 * the year.
 */
const days: [zone: string, date: string][] = [
  ['Asia/Bangkok', '2026-11-28'],
  ['Asia/Bangkok', '2028-02-29'],
  ['Asia/Bangkok', '2026-12-31'],
  ['Europe/London', '2027-03-28'],
  ['Europe/London', '2026-10-25'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Australia/Lord_Howe', '2027-04-04'],
  ['America/New_York', '2026-11-01'],
  ['Africa/Cairo', '2027-04-30'],
  ['Asia/Kathmandu', '2026-06-30'],
  ['Pacific/Apia', '2026-12-31'],
  ['Pacific/Kiritimati', '2027-01-01'],
];

/**
 * The first and the last hour and a quarter of a day by the minute, all of it by the quarter hour, and the milliseconds
 * around its bounds.
 */
function momentsWithin(zone: string, date: string): string[] {
  const { start, end } = boundsOf(date, zone);
  const edges = [start, end].flatMap((edge) => [-1, 0, 1].map((off) => instantOf(epochOf(edge) + off)));
  const minutes = (epochOf(end) - epochOf(start)) / 60_000;
  const within = Array.from({ length: minutes }, (_, minute) => minute).filter(
    (minute) => minute < 75 || minute >= minutes - 75 || minute % 15 === 0,
  );
  return [...edges, ...within.map((minute) => plusMinutes(start, minute))];
}

const past = ({ from, consultation, patchTest, consent, autoclave, room, shifts }: DemoMoments) => [
  from,
  consultation,
  patchTest.performed,
  patchTest.read,
  consent,
  ...autoclave.tests,
  autoclave.started,
  autoclave.ended,
  room.disinfected,
  room.released,
  shifts[0]?.start ?? '',
];

describe.each(days)('the demo of a clinic in %s, begun at any hour of %s', (zone, date) => {
  const each = momentsWithin(zone, date).map((at) => ({ at, moments: momentsOf(at, zone) }));
  /** The moments at which something does not hold. */
  const except = (holds: (moments: DemoMoments, at: string) => boolean) =>
    each.filter(({ at, moments }) => !holds(moments, at)).map(({ at }) => at);

  it('puts what has happened before that moment and what is to come behind it', () =>
    expect(
      except(
        (moments, at) =>
          past(moments).every((moment) => moment <= at) &&
          moments.bookings.every((start) => start > plusMinutes(at, 1)),
      ),
    ).toEqual([]));

  it('has the tests of the autoclave on the day of the load that they vouch for, before it', () =>
    expect(
      except(({ autoclave: { tests, started, ended } }) => {
        const inOrder = [...tests, started, ended];
        return (
          tests.every((test) => dayIn(zone, test) === dayIn(zone, started)) &&
          inOrder.every((moment, index) => index === 0 || moment > (inOrder[index - 1] ?? ''))
        );
      }),
    ).toEqual([]));

  it('has the autoclave done and the rooms ready within the hour before', () =>
    expect(
      except(
        ({ autoclave, room }, at) =>
          autoclave.started > plusMinutes(at, -90) && room.disinfected < plusMinutes(room.released, -5),
      ),
    ).toEqual([]));

  it('has a shift around each session, from its first minute to its buffer', () =>
    expect(
      except(({ shifts, bookings }) =>
        bookings.every((start) => shifts.some((shift) => shift.start <= start && shift.end >= plusMinutes(start, 210))),
      ),
    ).toEqual([]));

  it('has something on the day sheet of today up to the last two minutes of the day', () =>
    expect(
      except(
        ({ bookings: [first] }, at) =>
          dayIn(zone, first) === dayIn(zone, at) || dayIn(zone, plusMinutes(at, 3)) !== dayIn(zone, at),
      ),
    ).toEqual([]));

  it('lets today’s first client check in at once', () =>
    expect(except(({ bookings: [first] }, at) => first < plusHours(at, 2))).toEqual([]));

  it('never has anybody or a room in two places', () =>
    expect(
      except(
        ({ bookings: [ploy, korn, ployAgain, technician] }) =>
          plusMinutes(ploy, 210) <= ployAgain && plusMinutes(korn, 210) <= technician,
      ),
    ).toEqual([]));

  it('has consultations, tests and consents in opening hours', () =>
    expect(
      except(({ consultation, patchTest, consent }) =>
        [consultation, patchTest.performed, patchTest.read, consent].every((moment) => {
          const { start } = boundsOf(dayIn(zone, moment), zone);
          return moment >= plusHours(start, 8) && moment <= plusHours(start, 14);
        }),
      ),
    ).toEqual([]));
});

describe('a time on a clock of the wall', () => {
  it.each([
    ['Europe/London', '2027-03-28', '09:00', '2027-03-28T08:00:00.000Z'],
    ['Europe/London', '2026-10-25', '09:00', '2026-10-25T09:00:00.000Z'],
    ['Europe/London', '2027-03-28', '01:30', '2027-03-28T01:30:00.000Z'],
    ['Europe/London', '2026-10-25', '01:30', '2026-10-25T00:30:00.000Z'],
    ['Australia/Lord_Howe', '2026-10-04', '09:00', '2026-10-03T22:00:00.000Z'],
    ['Asia/Bangkok', '2028-02-29', '09:00', '2028-02-29T02:00:00.000Z'],
  ])('in %s on %s at %s is %s', (zone, date, time, moment) => expect(clockTime(date, time, zone)).toBe(moment));
});
