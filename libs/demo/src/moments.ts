import {
  boundsOf,
  clockTime,
  dayIn,
  epochOf,
  instantOf,
  plusDays,
  plusHours,
  plusMinutes,
  type Day,
  type Instant,
} from '@stipple/time';

export interface Stretch {
  start: Instant;
  end: Instant;
}

/** When everything of the demo clinic happened, or will. Days are the clinic's. */
export interface DemoMoments {
  today: Day;
  /** Prices and privileges hold from here on. */
  from: Instant;
  privilegedUntil: Instant;
  consultation: Instant;
  patchTest: { performed: Instant; read: Instant };
  consent: Instant;
  /** The autoclave's tests and the load that they vouch for; all begin on one day. */
  autoclave: { tests: readonly [Instant, Instant, Instant]; started: Instant; ended: Instant };
  room: { disinfected: Instant; released: Instant };
  /** A shift for each of fourteen days. Sessions that begin before midnight end within the shift they began in. */
  shifts: readonly Stretch[];
  /** Two today as long as the day has minutes left, one tomorrow, one in three days. */
  bookings: readonly [Instant, Instant, Instant, Instant];
}

const quarter = 15;
/** The longest session of the demo, its buffer included, in hours. */
const sessionHours = 4;

const roundedUp = (moment: Instant, minutes: number): Instant =>
  instantOf(Math.ceil(epochOf(moment) / (minutes * 60_000)) * minutes * 60_000);

/** The latest moment at or before `end` that lies on the same day of the zone as the one `minutes` before it. */
function onOneDay(end: Instant, minutes: number, zone: string): Instant {
  const { start } = boundsOf(dayIn(zone, end), zone);
  return plusMinutes(end, -minutes) >= start ? end : plusMinutes(start, -1);
}

/**
 * A start today for a session that is booked now: on the quarter hour and with time to spare, or where the day is
 * nearly over in its last minutes; where it has none, tomorrow's first.
 */
function firstStart(at: Instant, zone: string): Instant {
  const soon = roundedUp(plusMinutes(at, 30), quarter);
  const starts = [soon, roundedUp(plusMinutes(at, 5), quarter), roundedUp(plusMinutes(at, 2), 1)];
  return starts.find((start) => dayIn(zone, start) === dayIn(zone, at)) ?? soon;
}

/**
 * When everything of the demo takes place for a clinic in an IANA zone, begun at a moment: what has happened lies
 * before it, what is to come behind it, at whatever hour.
 */
export function momentsOf(at: Instant, zone: string): DemoMoments {
  const today = dayIn(zone, at);
  const on = (days: number, time: string) => clockTime(plusDays(today, days), time, zone);
  const ago = (minutes: number) => plusMinutes(at, -minutes);
  const started = onOneDay(ago(30), 10, zone);
  const first = firstStart(at, zone);
  const midnights = Array.from({ length: 15 }, (_, ahead) => boundsOf(plusDays(today, ahead), zone).start);
  return {
    today,
    from: boundsOf(plusDays(today, -1), zone).start,
    privilegedUntil: boundsOf(plusDays(today, 365), zone).start,
    consultation: on(-20, '10:00'),
    patchTest: { performed: on(-10, '11:00'), read: on(-7, '11:00') },
    consent: on(-5, '12:00'),
    autoclave: {
      tests: [plusMinutes(started, -10), plusMinutes(started, -9), plusMinutes(started, -8)],
      started,
      ended: plusMinutes(started, 10),
    },
    room: { disinfected: ago(15), released: ago(5) },
    shifts: midnights
      .slice(1)
      .map((end, ahead) => ({ start: midnights[ahead] ?? end, end: plusHours(end, sessionHours) })),
    bookings: [first, plusHours(first, 1), on(1, '09:00'), on(3, '09:00')],
  };
}
