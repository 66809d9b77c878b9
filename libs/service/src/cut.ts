/** Most characters that an error's text or a line of the log has. What a client sent is never repeated beyond them. */
const most = 200;
/** How much of an object is looked through: entries of one, and objects in objects. */
const mostEntries = 100;
const deepest = 5;

/**
 * The text with its middle left out where it is longer than 200 characters: what was sent stands in front, what is
 * wrong with it behind.
 */
export function cut(text: string): string {
  if (text.length <= most) return text;
  const head = text.slice(0, most / 2).replace(/[\ud800-\udbff]$/, '');
  const tail = text.slice(3 - most / 2).replace(/^[\udc00-\udfff]/, '');
  return `${head} … ${tail}`;
}

/**
 * A copy in which every text and every key is cut, however deep it lies. Entries beyond the hundredth, and what lies
 * deeper than five objects, are left out.
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
