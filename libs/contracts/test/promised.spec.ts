import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { judge, type Schema } from './compatibility.js';
import { contracts, filesIn, folderOf } from './messages.js';

const now = new Map(contracts.map(({ type, schema }) => [type, JSON.parse(JSON.stringify(schema)) as Schema]));
const judged = () => judge(filesIn('promised') as Map<string, Schema>, now);
const writing = process.env['STIPPLE_PROMISE'] === '1';

describe('what contexts have promised each other', () => {
  it('is kept', () => {
    const { broken } = judged();
    if (broken.length > 0) {
      throw new Error(
        `Messages of this kind have been sent, and others listen to them:\n  ${broken.join('\n  ')}\n` +
          'Leave the promise as it is, and send a message of the next version (".v2") beside it.',
      );
    }
  });

  it('is written down in libs/contracts/promised', () => {
    const { broken, added } = judged();
    if (writing && broken.length === 0)
      for (const type of added)
        writeFileSync(
          path.join(folderOf('promised'), `${type}.json`),
          `${JSON.stringify(now.get(type), undefined, 2)}\n`,
        );
    const missing = judged().added;
    if (missing.length > 0) {
      throw new Error(
        `Promised for the first time, or with more than before:\n  ${missing.join('\n  ')}\n` +
          'If that is meant, write it down with\n' +
          '  STIPPLE_PROMISE=1 npm run jest -- libs/contracts --selectProjects unit\n' +
          'and commit libs/contracts/promised. It is kept from then on.',
      );
    }
    expect(filesIn('promised').size).toBe(contracts.length);
  });
});
