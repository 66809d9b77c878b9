import { boundsOf, clockTime, dayIn, epochOf, instantOf, plusHours, plusMinutes, type Instant } from '@stipple/time';

/** A moment to start at, described in the clinic's words, with the zones of the clinic and of the machine. */
export interface Clock {
  what: string;
  at: Instant;
  clinicZone: string;
  systemZone: string;
}

const bangkok = 'Asia/Bangkok';
const seconds = (moment: Instant, count: number): Instant => instantOf(epochOf(moment) + count * 1_000);
const inBangkok = (what: string, at: Instant, systemZone = 'UTC'): Clock => ({
  what,
  at,
  clinicZone: bangkok,
  systemZone,
});

/** The moments at which clocks change. */
const changes = [
  { what: 'spring in London', at: '2027-03-28T01:00:00.000Z', zone: 'Europe/London' },
  { what: 'autumn in London', at: '2026-10-25T01:00:00.000Z', zone: 'Europe/London' },
  { what: 'spring on Lord Howe', at: '2026-10-03T15:30:00.000Z', zone: 'Australia/Lord_Howe' },
  { what: 'autumn on Lord Howe', at: '2027-04-03T15:00:00.000Z', zone: 'Australia/Lord_Howe' },
] as const;

const day = boundsOf('2026-11-29', bangkok);

/** Moments at which starts failed once, or are most likely to. */
const few: readonly Clock[] = [
  inBangkok('35 minutes after midnight', plusMinutes(day.start, 35)),
  inBangkok('100 seconds before midnight', seconds(day.start, -100), bangkok),
  inBangkok('just after midnight', seconds(day.start, 1), 'America/Los_Angeles'),
  ...changes.map(({ what, at, zone }) => ({
    what: `20 seconds before the clocks change in ${what}`,
    at: seconds(at, -20),
    clinicZone: zone,
    systemZone: zone,
  })),
  inBangkok('at noon on 29 February', clockTime('2028-02-29', '12:00', bangkok), 'Pacific/Kiritimati'),
  inBangkok('late on 31 December', clockTime('2026-12-31', '23:40', bangkok), 'Asia/Kathmandu'),
];

const many: readonly Clock[] = [
  ...few,
  ...Array.from({ length: 24 }, (_, hour) =>
    inBangkok(
      `${hour}:25 of a day`,
      plusMinutes(plusHours(day.start, hour), 25),
      hour % 2 ? 'UTC' : 'America/New_York',
    ),
  ),
  ...[30, 38, 41].map((minutes) => inBangkok(`${minutes} minutes after midnight`, plusMinutes(day.start, minutes))),
  ...[10, 5].map((minutes) =>
    inBangkok(`${minutes} minutes before midnight`, plusMinutes(day.start, -minutes), bangkok),
  ),
  ...changes.flatMap(({ what, at, zone }) => [
    {
      what: `10 minutes after the clocks changed in ${what}`,
      at: plusMinutes(at, 10),
      clinicZone: zone,
      systemZone: zone,
    },
    {
      what: `35 minutes after the clocks changed in ${what}`,
      at: plusMinutes(at, 35),
      clinicZone: zone,
      systemZone: 'UTC',
    },
    {
      what: `35 minutes after the midnight before the clocks change in ${what}`,
      at: plusMinutes(boundsOf(dayIn(zone, at), zone).start, 35),
      clinicZone: zone,
      systemZone: zone,
    },
    inBangkok(`20 seconds before the machine's clocks change in ${what}`, seconds(at, -20), zone),
  ]),
  inBangkok('35 minutes after midnight on 29 February', clockTime('2028-02-29', '00:35', bangkok)),
  inBangkok('just before midnight on 29 February', clockTime('2028-02-29', '23:57', bangkok)),
  inBangkok('35 minutes after midnight on 1 January', clockTime('2027-01-01', '00:35', bangkok)),
  {
    what: 'just before midnight on 31 December in London',
    at: '2026-12-31T23:57:00.000Z',
    clinicZone: 'Europe/London',
    systemZone: 'Europe/London',
  },
];

/** The moments to start at: a few of each kind, and all of them with STIPPLE_HOURS=all, as `npm run hours` asks for. */
export const clocks: readonly Clock[] = process.env['STIPPLE_HOURS'] === 'all' ? many : few;

/** The moments to run the stories at, whose clinics are in UTC. */
export const storyClocks: readonly Clock[] = [
  { what: 'ten minutes before midnight', at: '2026-11-28T23:50:00.000Z', clinicZone: 'UTC', systemZone: 'UTC' },
  {
    what: '35 minutes after midnight on 29 February',
    at: '2028-02-29T00:35:00.000Z',
    clinicZone: 'UTC',
    systemZone: 'Asia/Bangkok',
  },
  {
    what: 'just before the clocks change on Lord Howe',
    at: '2026-10-03T15:29:00.000Z',
    clinicZone: 'Australia/Lord_Howe',
    systemZone: 'Australia/Lord_Howe',
  },
];
