import { utf8 } from './encoding.js';
import type { Random } from './random.fixture.js';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** The sample, damaged in a random way. */
export function mangled(random: Random, sample: Uint8Array): Uint8Array {
  const bytes = sample.slice();
  const at = random.below(Math.max(1, bytes.length));
  switch (random.below(8)) {
    case 0:
      return random.bytes(random.below(200));
    case 1:
      return bytes.slice(0, at);
    case 2:
      return bytes.slice(at);
    case 3:
      return new Uint8Array([...bytes.slice(0, at), ...random.bytes(1 + random.below(9)), ...bytes.slice(at)]);
    case 4:
      return new Uint8Array([...bytes, ...bytes.slice(at)]);
    case 5:
      return utf8(
        text(bytes).replace(
          /\d+/,
          random.pick([
            '9007199254740993',
            '99999999999999999999999',
            '-1',
            '1e9',
            '00',
            '',
            'NaN',
            '__proto__',
            'constructor',
          ]),
        ),
      );
    case 6:
      return utf8(
        text(bytes).replace(
          random.pick([' ', '\n', '+', '\n\n']),
          random.pick(['\u0000', '\r\n', '\u00a0', '\n\n\n', '  ', '\ufeff', '\ud800']),
        ),
      );
    default:
      for (let i = 0; i <= random.below(3); i += 1) bytes[random.below(Math.max(1, bytes.length))] = random.below(256);
      return bytes;
  }
}
