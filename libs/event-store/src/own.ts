/**
 * The value of a record under a key that a client chose. Undefined where the record has no such key of its own. A plain
 * `record[key]` finds `constructor` and `__proto__` in every object.
 */
export const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
