/**
 * What a record holds under a key that somebody else chose; undefined where it holds nothing of its own under it. A
 * plain `record[key]` finds `constructor` and `__proto__` in every object.
 */
export const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
