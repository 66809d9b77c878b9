/** A place in the log, so written that text order is log order. */
export const placeOf = (position: string): string =>
  position
    .split(':')
    .map((part) => part.padStart(20, '0'))
    .join(':');
