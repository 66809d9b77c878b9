import { canonicalCode } from '@stipple/text';

// No I, O, U, 0 or 1, which are misread. 31 signs: a prime, so that the check sign finds every wrong sign and every
// swap.
const signs = '23456789ABCDEFGHJKLMNPQRSTVWXYZ';
const length = 11;

const checkOf = (body: string): string =>
  signs[[...body].reduce((sum, sign, index) => sum + signs.indexOf(sign) * (index + 2), 0) % signs.length] ?? '';

/** The barcode of a pack, made of its id: `P-7KQ2M-XW4NB-C9`. The last sign is a check. It prints as Code 128. */
export function barcodeOf(packId: string): string {
  let rest = BigInt(`0x${packId.replaceAll('-', '').slice(0, 32).padStart(1, '0')}`);
  let body = '';
  while (body.length < length) {
    body += signs[Number(rest % 31n)];
    rest /= 31n;
  }
  return `P-${body.slice(0, 5)}-${body.slice(5, 10)}-${body.slice(10)}${checkOf(body)}`;
}

/** A barcode that somebody typed or scanned, in its stored form. */
export const normalBarcode = canonicalCode;

/** Whether the check sign agrees. A misread code is found without a look-up. */
export function isBarcode(text: string): boolean {
  const match = /^P-([2-9A-HJ-NP-TV-Z]{5})-([2-9A-HJ-NP-TV-Z]{5})-([2-9A-HJ-NP-TV-Z])([2-9A-HJ-NP-TV-Z])$/.exec(text);
  return match !== null && checkOf(`${match[1]}${match[2]}${match[3]}`) === match[4];
}
