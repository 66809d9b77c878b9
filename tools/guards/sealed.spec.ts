import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { workspaceWith, type Workspace } from './workspace.fixture.js';

const decider = (data: string, fields?: string) => `import type { Decider } from '@stipple/event-store';
export type VisitEvent = { type: 'VisitNoted'; data: { visitId: string; ${data} } };
export const visit: Decider<never, VisitEvent, unknown> = {
  stream: 'visit'${fields ? `, personal: { VisitNoted: { subject: () => '', fields: [${fields}] } }` : ''}
};
`;
const eventStore = `import { later } from '@stipple/time';
export const refusal = (text: string) => ({ text, at: later(0) });
export interface Decider<C, E extends { type: string; data: object }, S> {
  stream: string; personal?: { [T in E['type']]?: { subject: () => string; fields: readonly string[] } };
}
`;

/** Contexts whose deciders store only data that may be unsealed. */
const right: Record<string, string> = {
  forms: decider(
    `clientIds: readonly string[]; at: string; endedAt: string; expiresOn: string; by: string; verifiedBy: string; ` +
      `procedureCode: string; timeZone: string; price: { amount: string; currency: string }`,
  ),
  'not-about-a-client': decider(`status: 'OPEN' | 'CLOSED'; minutes: number; wrapped: boolean`),
  sealed: decider(
    `clientId: string; reason: string | null; outcome: 'GO' | 'NO_GO' | null; ` +
      `hairLoss: { scale: 'NORWOOD'; stage: string } | null; found: readonly string[] | null`,
    `'reason', 'outcome', 'hairLoss', 'found'`,
  ),
  listed: decider(
    `clientId: string; template: string; mode: 'VIDEO' | 'IN_PERSON'; requiresConsent: boolean; requiresNothing: boolean`,
  ),
};

/** Contexts that leave data unsealed: the fields that the guard names, and the decider. */
const wrong: Record<string, [fields: string[], text: string]> = {
  'a-reason': [['reason'], decider('reason: string')],
  'what-may-be-missing': [['note'], decider('note?: string | null')],
  'within-an-object': [
    ['hairLoss.stage', 'hairLoss.scale'],
    decider(`clientId: string; hairLoss: { scale: 'NORWOOD' | 'LUDWIG'; stage: string } | null`),
  ],
  'within-a-list': [['found[].text'], decider('found: readonly { text: string; at: string }[]')],
  'list-of-texts': [['allergies[]'], decider('allergies: readonly string[]')],
  'under-any-key': [['answers{}'], decider('answers: Readonly<Record<string, string>>')],
  'word-about-a-client': [
    ['outcome', 'mode'],
    decider(`clientId: string; outcome: 'GO' | 'NO_GO'; mode: 'VIDEO' | 'IN_PERSON'`),
  ],
  'number-about-a-client': [['depthMm', 'bleeding'], decider('clientId: string; depthMm: number; bleeding: boolean')],
  'of-a-stream-about-a-client': [
    ['depth'],
    `import type { Decider } from '@stipple/event-store';
export type VisitEvent = { type: 'VisitBegun'; data: { visitId: string; clientId: string } } | { type: 'VisitNoted'; data: { depth: number } };
export const visit: Decider<never, VisitEvent, unknown> = { stream: 'visit' };
`,
  ],
  'health-without-a-client': [
    ['zone', 'findings[]'],
    decider(`zone: 'CROWN' | 'NAPE'; findings: readonly ('NONE' | 'INFECTION')[]`),
  ],
  'one-of-two-sealed': [['note'], decider('reason: string | null; note: string | null', `'reason'`)],
  'text-that-looks-listed': [['requiresWhat'], decider('clientId: string; requiresWhat: string')],
};

const list = {
  clear: {
    'listed/visit/VisitNoted/template': 'names a form of the clinic',
    'listed/visit/VisitNoted/mode': 'how somebody was met',
    '*/visit/VisitNoted/requires*': 'what is asked of everybody',
    'gone/visit/VisitNoted/reason': 'there is no such context any more',
    'sealed/visit/VisitNoted/reason': 'it is sealed by now',
    'listed/visit/VisitNoted/clientId': 'short',
  },
  waiting: { 'message/rooms.room-closed.v1/reason': 'a sentence: to be left out' },
};
const message = {
  type: 'object',
  required: ['roomId'],
  properties: {
    roomId: { type: 'string' },
    reason: { type: 'string' },
    clientId: { type: 'string' },
    finding: { anyOf: [{ const: 'NONE' }, { const: 'INFECTION' }] },
    floor: { type: 'integer' },
  },
};

describe('the guard of what lies in the clear', () => {
  let work: Workspace;
  let verdict: { status: number; output: string };
  const contextFiles = (contexts: readonly (readonly [string, string])[]) =>
    Object.fromEntries(
      contexts.flatMap(([name, text]) => [
        [
          `libs/contexts/${name}/package.json`,
          JSON.stringify({
            name: `@stipple/context-${name}`,
            private: true,
            type: 'module',
            nx: { tags: ['type:context'] },
          }),
        ],
        [`libs/contexts/${name}/src/visit/visit.decider.ts`, text],
      ]),
    );

  beforeAll(async () => {
    work = await workspaceWith({
      'libs/event-store/src/index.ts': eventStore,
      ...contextFiles([
        ...Object.entries(right),
        ...Object.entries(wrong).map(([name, [, text]]) => [name, text] as const),
      ]),
      'libs/contracts/promised/rooms.room-closed.v1.json': JSON.stringify(message),
      'tools/guards/sealed.json': JSON.stringify(list),
    });
    verdict = await work.run('tools/guards/sealed.mjs');
  });
  afterAll(() => work.remove());

  const told = (context: string) =>
    verdict.output
      .split('\n')
      .filter((line) => line.includes(`in-the-clear: ${context}/`))
      .map((line) => line.trim().split(' ')[1]?.split('/').at(-1));

  it.each(Object.keys(right))('says nothing of what is right: %s', (name) => expect(told(name)).toEqual([]));
  it.each(Object.entries(wrong).map(([name, [fields]]) => ({ name, fields })))(
    'sees $fields: $name',
    ({ name, fields }) => expect(told(name).sort()).toEqual([...fields].sort()),
  );
  it('looks into messages, in which nothing is sealed', () =>
    expect(told('message').sort()).toEqual(['finding', 'floor']));
  it('tells of lines that stand for nothing, or give no reason', () => {
    for (const pattern of [
      'gone/visit/VisitNoted/reason',
      'sealed/visit/VisitNoted/reason',
      'listed/visit/VisitNoted/clientId',
    ])
      expect(verdict.output).toContain(`idle-line: ${pattern} stands for nothing`);
    expect(verdict.output).toContain('unjudged: listed/visit/VisitNoted/clientId is listed without a reason');
    expect(verdict.status).toBe(1);
  });
});

describe('what lies in the clear here', () => {
  it('waits in a list that only becomes shorter', async () => {
    const { waiting } = JSON.parse(await readFile(path.join(import.meta.dirname, 'sealed.json'), 'utf8')) as {
      waiting: Record<string, string>;
    };
    expect(Object.keys(waiting).length).toBeLessThanOrEqual(17);
  });
});
