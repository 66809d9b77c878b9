/** The most characters of an error's text or a line of the log. It bounds how much of a client's input is repeated. */
const most = 200;
/** The most entries of an object, and the deepest nesting, that are looked through. */
const mostEntries = 100;
const deepest = 5;

/**
 * The text, its middle left out where it is longer than 200 characters. Such texts begin with what was sent and end
 * with what is wrong.
 */
export function cut(text: string): string {
  if (text.length <= most) return text;
  const head = text.slice(0, most / 2).replace(/[\ud800-\udbff]$/, '');
  const tail = text.slice(3 - most / 2).replace(/^[\udc00-\udfff]/, '');
  return `${head} … ${tail}`;
}

/**
 * A copy with every text and key cut. Entries beyond the hundredth, and everything deeper than five objects, are left
 * out.
 */
export function cutWithin(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cut(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return '…';
  if (Array.isArray(value)) return value.slice(0, mostEntries).map((entry) => cutWithin(entry, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, mostEntries)
      .map(([key, entry]) => [cut(key), cutWithin(entry, depth + 1)]),
  );
}
