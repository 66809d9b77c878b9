import { Temporal } from 'temporal-polyfill';
export { pause, withTimeout } from './waiting.js';

/**
 * A moment: RFC 3339 in UTC with exactly three decimals, `2026-11-23T09:00:00.000Z`.
 * In this one form, text order is time order, so rules compare with `<`.
 */
export type Instant = string;
/** A calendar day without a zone, `2026-11-23`; text order is time order. */
export type Day = string;

const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/i;

/** @throws RangeError when `text` is no RFC 3339 moment with an offset between the years 1900 and 2199. */
export function instant(text: string): Instant {
  if (!form.test(text)) throw new RangeError(`"${text.slice(0, 40)}" is not an RFC 3339 date and time with an offset.`);
  const moment = new Date(Temporal.Instant.from(text.toUpperCase()).epochMilliseconds);
  if (moment.getUTCFullYear() < 1900 || moment.getUTCFullYear() > 2199)
    throw new RangeError(`"${text}" lies outside the years 1900 to 2199.`);
  return moment.toISOString();
}

/** @throws RangeError when `text` is no calendar day of the years 1900 to 2199. */
export function day(text: string): Day {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) throw new RangeError(`"${text.slice(0, 40)}" is not an ISO 8601 date.`);
  const { year } = Temporal.PlainDate.from(text, { overflow: 'reject' });
  if (year < 1900 || year > 2199) throw new RangeError(`"${text}" lies outside the years 1900 to 2199.`);
  return text;
}

export const instantOf = (epochMilliseconds: number): Instant => new Date(epochMilliseconds).toISOString();
export const epochOf = (moment: Instant): number => Date.parse(moment);
export const plusMinutes = (moment: Instant, minutes: number): Instant => instantOf(epochOf(moment) + minutes * 60_000);
export const plusHours = (moment: Instant, hours: number): Instant => plusMinutes(moment, hours * 60);
/** Days of exactly 24 hours, for intervals such as healing; for calendar days use `plusDays`. */
export const plusFullDays = (moment: Instant, days: number): Instant => plusHours(moment, days * 24);
export const plusDays = (date: Day, days: number): Day => Temporal.PlainDate.from(date).add({ days }).toString();

/** The calendar day that a moment falls on in an IANA zone. */
export const dayIn = (zone: string, moment: Instant): Day =>
  Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainDate().toString();

/** The start of a calendar day and of the next one in an IANA zone; 23 or 25 hours apart when the clocks change. */
export function boundsOf(date: Day, zone: string): { start: Instant; end: Instant } {
  const plain = Temporal.PlainDate.from(date);
  const at = (value: Temporal.PlainDate) => instantOf(value.toZonedDateTime(zone).epochMilliseconds);
  return { start: at(plain), end: at(plain.add({ days: 1 })) };
}

/** Whether something with this last valid day has expired at a moment: that day is over in the zone. */
export const isPast = (lastDay: Day, zone: string, moment: Instant): boolean => dayIn(zone, moment) > lastDay;

/** Whether every library that computes with zones here knows this IANA time zone. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

/** Keeps one formatter for each zone: making one takes longer than the rest of a rule. */
const inZone = (options: Intl.DateTimeFormatOptions): ((moment: string, timeZone: string) => string) => {
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (moment, timeZone) => {
    const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
    formats.set(timeZone, format);
    return format.format(epochOf(moment));
  };
};

/** `Mon, 23 Nov 2026, 10:00` in an IANA zone, for people to read. */
export const spoken = inZone({
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
/** `10:00` in an IANA zone, for people to read. */
export const clock = inZone({ hour: '2-digit', minute: '2-digit' });

/**
 * The moment at which a wall clock in a zone shows `HH:MM` on a day. Of two such moments, the first; if the clocks skip
 * that time, as much later as they skip.
 */
export const clockTime = (date: Day, time: string, zone: string): Instant =>
  instantOf(
    Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) })
      .epochMilliseconds,
  );
