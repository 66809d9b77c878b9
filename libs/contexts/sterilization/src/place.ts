/** A place in the log as text. The order of the texts is the order of the log. */
export const placeOf = (position: string): string =>
  position
    .split(':')
    .map((part) => part.padStart(20, '0'))
    .join(':');
