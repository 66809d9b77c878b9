import { describe, expect, it } from '@jest/globals';
import { utf8 } from './encoding.js';
import { verifierKeyOf, verifierKeyText, type KeyType } from './keys.js';
import { nodeCryptography } from './node-cryptography.js';
import { isQuorum, parsePolicy } from './policy.js';
import { SigningKey } from './signing-key.js';

const key = (name: string, type: KeyType = 'cosignature') => verifierKeyText(SigningKey.generate(name, type).verifier);
const [log, x1, x2, x3, y1, y2] = [
  key('log.example', 'signature'),
  key('x1.example'),
  key('x2.example'),
  key('x3.example'),
  key('y1.example'),
  key('y2.example'),
];
const policy = (...lines: string[]) => parsePolicy(nodeCryptography, utf8(`${lines.join('\n')}\n`));

describe('a policy', () => {
  const nested = policy(
    '# who believes what',
    `  log ${log}\thttps://log.example/`,
    '',
    `witness X1 ${x1} https://x1.example/`,
    `witness X2 ${x2}`,
    `witness X3 ${x3}`,
    'group X 2 X1 X2 X3',
    `witness Y1 ${y1}`,
    `witness Y2 ${y2}`,
    'group Y any Y1 Y2',
    'group both all X Y',
    'quorum both',
  );

  it('names logs, witnesses and where they are', () => {
    expect(nested.logs).toEqual([
      { key: expect.objectContaining({ name: 'log.example' }), url: 'https://log.example/' },
    ]);
    expect(nested.witnesses.map(({ name, url }) => [name, url])).toEqual([
      ['X1', 'https://x1.example/'],
      ['X2', undefined],
      ['X3', undefined],
      ['Y1', undefined],
      ['Y2', undefined],
    ]);
  });

  it.each([
    [[], false],
    [['X1', 'X2'], false],
    [['X1', 'Y1'], false],
    [['X1', 'X3', 'Y2'], true],
    [['X1', 'X2', 'X3', 'Y1', 'Y2'], true],
    [['X', 'nobody'], false],
  ])('with groups in groups is satisfied by %j: %s', (cosigned, is) =>
    expect(isQuorum(nested, new Set(cosigned))).toBe(is),
  );

  it('may ask for nobody, or for one witness', () => {
    expect(isQuorum(policy('quorum none'), new Set())).toBe(true);
    expect(isQuorum(policy(`witness X1 ${x1}`, 'quorum X1'), new Set(['X1']))).toBe(true);
    expect(isQuorum(policy(`witness X1 ${x1}`, 'quorum X1'), new Set())).toBe(false);
  });

  it.each([
    ['without a quorum', [`log ${log}`], 'no quorum'],
    ['with two', ['quorum none', 'quorum none'], 'Line 2'],
    ['with an unknown word', ['quorum none', 'quota 3'], 'Line 2'],
    ['that uses a name before it is defined', ['group X any X1', `witness X1 ${x1}`, 'quorum X'], 'Line 1'],
    ['that uses a name twice', [`witness X1 ${x1}`, `witness X1 ${x2}`, 'quorum X1'], 'Line 2'],
    ['with a witness named none', [`witness none ${x1}`, 'quorum none'], 'Line 1'],
    ['with one key for two witnesses', [`witness X1 ${x1}`, `witness X2 ${x1}`, 'quorum none'], 'twice'],
    ['with one log twice', [`log ${log}`, `log ${log}`, 'quorum none'], 'twice'],
    [
      'with a member of two groups',
      [`witness X1 ${x1}`, 'group A any X1', 'group B any X1', 'quorum A'],
      'member already',
    ],
    ['with a member twice in one group', [`witness X1 ${x1}`, 'group A 2 X1 X1', 'quorum A'], 'member already'],
    [
      'with a group that asks for more than it has',
      [`witness X1 ${x1}`, 'group A 2 X1', 'quorum A'],
      'between 1 and 1',
    ],
    ['with a group that asks for 0', [`witness X1 ${x1}`, 'group A 0 X1', 'quorum A'], 'between 1 and 1'],
    ['with a group that asks for 1.5', [`witness X1 ${x1}`, 'group A 1.5 X1', 'quorum A'], 'needs a number'],
    ["with a log's key for a witness", [`witness X1 ${log}`, 'quorum X1'], "a log's key"],
    ["with a witness's key for a log", [`log ${x1}`, 'quorum none'], "a witness's key"],
    ['with something that is no key', ['log nobody', 'quorum none'], 'Line 1'],
    ['with a carriage return', ['quorum none', '# note\r'], 'Line 2 of the policy: it holds a control character'],
    ['with a NUL', ['# a\0b', 'quorum none'], 'Line 1 of the policy: it holds a control character'],
  ])('%s is refused', (_, lines, sentence) => expect(() => policy(...lines)).toThrow(sentence));

  it('lets no log witness itself under another name', () => {
    const itself = SigningKey.generate('log.example', 'signature').verifier;
    const asWitness = verifierKeyOf(nodeCryptography, 'witness.example', 'cosignature', itself.publicKey);
    expect(() =>
      policy(`log ${verifierKeyText(itself)}`, `witness W ${verifierKeyText(asWitness)}`, 'quorum W'),
    ).toThrow('witness itself');
  });
});
