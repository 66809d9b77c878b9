import { describe, expect, it } from '@jest/globals';
import { contracts, filesIn } from './messages.js';

const samples = filesIn('samples');

describe('the messages between contexts', () => {
  it('each have a sample, and each sample is of one', () =>
    expect([...samples.keys()].sort()).toEqual(contracts.map(({ type }) => type).sort()));
  it('are named after who sends them, what happened, and their version', () => {
    for (const { type, sender } of contracts)
      expect(type).toMatch(new RegExp(`^${sender}\\.[a-z]+(-[a-z]+)*\\.v[1-9]\\d*$`));
  });
  it.each(contracts.map((contract) => [contract.type, contract] as const))(
    'hold what was promised: %s',
    (type, { problem, schema }) => {
      const sample = samples.get(type) as Record<string, unknown>;
      expect(problem(sample)).toBeUndefined();
      // A sample leaves nothing out, so that every listener meets every field in a test.
      expect(Object.keys(sample).sort()).toEqual(Object.keys(schema.properties).sort());
    },
  );
  it.each(contracts.map((contract) => [contract.type, contract] as const))(
    'say what is wrong with a payload that is not as promised: %s',
    (type, { problem, schema }) => {
      const sample = samples.get(type) as Record<string, unknown>;
      for (const field of schema.required ?? [])
        expect(problem({ ...sample, [field]: undefined })).toContain(`${type}: /${field}: `);
      expect([null, 'text', []].map((payload) => problem(payload)?.startsWith(`${type}: the payload: `))).toEqual([
        true,
        true,
        true,
      ]);
    },
  );
  it.each(contracts.map((contract) => [contract.type, contract] as const))(
    'hold no text that could not be stored: %s',
    (type, { problem, schema }) => {
      const sample = samples.get(type) as Record<string, string>;
      // Fields that take a few fixed words are refused for that; moments are longer than this.
      const texts = Object.entries(schema.properties).filter(
        ([, { type: kind, minLength = 0 }]) => kind === 'string' && minLength < 2,
      );
      expect(texts.length).toBeGreaterThan(0);
      for (const [field] of texts)
        for (const half of ['\ud83d', '\u0000'])
          expect(problem({ ...sample, [field]: half })).toBe(
            `${type}: /${field} holds a character that cannot be stored.`,
          );
    },
  );
  it('carry ids and no personal data', () => {
    const personal = ['phone', 'email', 'dateOfBirth', 'reason', 'note', 'clientName', 'reference'];
    expect(
      contracts.flatMap(({ type, schema }) =>
        Object.keys(schema.properties)
          .filter((field) => personal.includes(field))
          .map((field) => `${type} ${field}`),
      ),
    ).toEqual([]);
  });
});
