/** Invisible characters: zero width, direction, variation, fillers. Unicode calls most of them default ignorable. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/gu;
const spaces = /[\s\p{Z}]+/gu;
const dashes = /[\p{Pd}\u2212\u2043\u02d7]/gu;
const apostrophes = /[\u2018\u2019\u201b\u02bc\u02b9\u0060\u00b4\uff07]/gu;
const tradeMarks = /[\u00ae\u00a9\u2122\u2120]/gu;

/** Nearly Unicode's full case folding, by way of capitals: `ß` becomes `ss`, both small sigmas become one. */
const folded = (text: string): string => text.toUpperCase().toLowerCase().replaceAll('\u03c2', '\u03c3');

/**
 * The form in which texts are compared and searched: NFKC, case folded, without zero-width and direction-changing
 * characters, every dash `-`, every apostrophe `'`, every run of spaces one space. Never shown to anybody.
 */
export const comparable = (text: string): string =>
  folded(text.replace(apostrophes, "'").normalize('NFKC').replace(invisible, ''))
    .normalize('NFKC')
    .replace(apostrophes, "'")
    .replace(dashes, '-')
    .replace(spaces, ' ')
    .trim();

/**
 * `comparable` without spaces, dashes and trade marks, so that `BL-23`, `bl 23` and `BL23` are one lot. For
 * manufacturers, products, lots and serial numbers, which people spell in different ways.
 */
export const comparableCode = (text: string): string => comparable(text.replace(tradeMarks, '')).replace(/[ -]/g, '');

/**
 * The stored form of a code, also for look-ups: NFKC, capitals, one `-` for each run of spaces or dashes, nothing
 * invisible. `smp full` and `SMP–FULL` become `SMP-FULL`. For procedure codes and barcodes, where `A-1` and `A1`
 * differ.
 */
export const canonicalCode = (text: string): string => {
  const plain = text.normalize('NFKC').replace(invisible, '').toUpperCase().normalize('NFKC');
  return plain.replace(dashes, '-').replace(spaces, ' ').trim().replace(/[ -]+/g, '-');
};

/** The stored form of text: of Unicode's spellings, NFC. */
export const storedForm = (text: string): string => text.normalize('NFC');

/** Control characters and the two separators that break a line. */
const controls = /[\p{Cc}\u2028\u2029]/u;
const controlsInLines = /[\p{Cc}\u2028\u2029]/gu;
const lineBreaks = new Set(['\n', '\r', '\t']);

/**
 * What is wrong with a text that arrives, as the end of a sentence that begins with its name; undefined if nothing is.
 * @param lines whether it may have several lines
 */
export function textProblem(text: string, lines = false): string | undefined {
  if (!text.isWellFormed()) return 'holds half a character: it is not well-formed Unicode';
  if (!controls.test(text)) return undefined;
  const refused = [...text.matchAll(controlsInLines)].filter(([character]) => !(lines && lineBreaks.has(character)));
  return refused.length > 0 ? 'holds a control character' : undefined;
}

/** Whether a name has at least one visible letter or digit. */
export const isName = (text: string): boolean => /[\p{L}\p{N}]/u.test(text.replace(invisible, ''));

const everyObjectHas = new Set(Object.getOwnPropertyNames(Object.prototype));
const idForm = /^[0-9A-Za-z][0-9A-Za-z._:@-]{0,199}$/;

/** Whether a text can be an id: at most 200 letters, digits and `._:@-`, and not a property that every object has. */
export const isId = (text: string): boolean => idForm.test(text) && !everyObjectHas.has(text);

/** Whether a text is a UUID in its usual form of 36 characters, in either case. */
export const isUuid = (text: string): boolean => uuidForm.test(text);

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A number with a comma between its thousands, `1,234`, for sentences. */
export const withThousands = (count: number): string => count.toLocaleString('en-US');

/**
 * The message of whatever was thrown, in one line. An error without a message gives its parts or its name. It goes by
 * what the error has, not by its class: each realm, such as a Jest file's, has an `Error` of its own.
 */
export function messageOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('message' in error)) return String(error);
  if (error.message !== '') return String(error.message);
  if ('errors' in error && Array.isArray(error.errors)) return error.errors.map(messageOf).join('; ');
  return 'name' in error ? String(error.name) : '';
}
