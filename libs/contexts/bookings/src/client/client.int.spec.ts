import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sterilization } from '@stipple/contracts';
import type { Actor } from '@stipple/event-store';
import { person } from '@stipple/service/stage';
import { codes, openDesk, type Desk } from '../../test/desk.js';

describe('the clients of a clinic', () => {
  let at: Desk;
  beforeAll(async () => {
    at = await openDesk();
  }, 60_000);
  afterAll(() => at.stage.close());

  const whole = 'query ($id: ID!) { client(id: $id) { id name phone email dateOfBirth consultations { outcome hairLoss { scale stage } contraindications plan { sessions } } patchTests { result } consents { procedureCode } } }';
  const consultation = (clientId: string, more: object = {}) => ({
    clientId, clinicId: at.clinicId, mode: 'VIDEO', hairLoss: { scale: 'NORWOOD', stage: '3' }, contraindications: ['psoriasis'], outcome: 'GO', plan: { procedureCode: 'SCALP', sessions: 3 }, ...more,
  });
  const fault = async (actor: Actor | undefined, document: string, variables: Record<string, unknown>) => (await at.stage.ask(actor, document, variables)).errors?.[0]?.extensions['code'];

  it('are registered, consulted, tested and consent, and read back as they were told', async () => {
    const clientId = await at.client('Anong');
    const consulted = await at.give(at.as('TECHNICIAN'), 'recordConsultation', 'RecordConsultationInput', consultation(clientId), 'consultation { id outcome }');
    expect(consulted['consultation']).toMatchObject({ outcome: 'GO' });
    await at.give(at.desk, 'recordPatchTest', 'RecordPatchTestInput', { clientId, pigmentProduct: 'Black', result: 'CLEAR' }, 'patchTest { id result }');
    await at.give(at.desk, 'signConsent', 'SignConsentInput', { clientId, procedureCode: 'SCALP', templateVersion: '2' }, 'consent { id }');
    expect(await at.read(at.desk, whole, { id: clientId })).toEqual({
      client: {
        id: clientId, name: 'Anong', phone: '+66 81 234 5678', email: 'client@example.org', dateOfBirth: '1990-02-28',
        consultations: [{ outcome: 'GO', hairLoss: { scale: 'NORWOOD', stage: '3' }, contraindications: ['psoriasis'], plan: { sessions: 3 } }],
        patchTests: [{ result: 'CLEAR' }], consents: [{ procedureCode: 'SCALP' }],
      },
    });
  });

  it('are kept in the log encrypted, and in no message', async () => {
    await at.client('Unmistakable Name');
    const { rows } = await at.stage.context.database.query<{ data: string }>("select data from events where type in ('ClientRegistered', 'ConsultationRecorded')");
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map((row) => row.data).join()).not.toMatch(/Unmistakable|psoriasis|1990-02-28|NORWOOD/);
    expect(JSON.stringify(at.stage.sent())).not.toMatch(/Unmistakable|psoriasis/);
  });

  it('are found by the beginning of their name, page by page', async () => {
    for (const name of ['zara one', 'Zara Three', 'ZARA two', 'Zoe', 'Za%']) await at.client(name);
    const find = (search: string, after: string | null = null) =>
      at.read<{ clients: { edges: { cursor: string; node: { name: string } }[]; totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string } } }>(
        at.desk,
        'query ($clinicId: ID!, $search: String, $after: String) { clients(clinicId: $clinicId, search: $search, first: 2, after: $after) { edges { cursor node { name } } totalCount pageInfo { hasNextPage endCursor } } }',
        { clinicId: at.clinicId, search, after },
      );
    const first = (await find('zara')).clients;
    expect([first.totalCount, first.edges.map((edge) => edge.node.name), first.pageInfo.hasNextPage]).toEqual([3, ['zara one', 'Zara Three'], true]);
    const second = (await find('zara', first.pageInfo.endCursor)).clients;
    expect([second.edges.map((edge) => edge.node.name), second.pageInfo.hasNextPage]).toEqual([['ZARA two'], false]);
    expect((await find('za%')).clients.totalCount).toBe(1);
    const wrong = 'query ($c: ID!, $f: Int, $a: String) { clients(clinicId: $c, first: $f, after: $a) { totalCount } }';
    expect(await fault(at.desk, wrong, { c: at.clinicId, f: 0 })).toBe('BAD_USER_INPUT');
    expect(await fault(at.desk, wrong, { c: at.clinicId, a: 'nonsense' })).toBe('BAD_USER_INPUT');
    expect(await fault(at.as('HYGIENE_LEAD'), wrong, { c: at.clinicId })).toBe('FORBIDDEN');
  });

  it('show who they are to an auditor only while a recall touches them', async () => {
    const clientId = await at.client('Hidden');
    const auditor = at.as('AUDITOR');
    const ask = () => at.stage.ask(auditor, 'query ($id: ID!) { client(id: $id) { id name } }', { id: clientId });
    const before = await ask();
    expect(before.data).toEqual({ client: { id: clientId, name: null } });
    expect(before.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    const opens = (recallId: string) =>
      at.stage.hear(sterilization.recallOpened, sterilization.recallOpened.of(recallId, { recallId, clinicId: at.clinicId, loadIds: [], packIds: [], treatmentIds: [], clientIds: [clientId] }));
    const closes = (recallId: string) => at.stage.hear(sterilization.recallClosed, sterilization.recallClosed.of(recallId, { recallId, clinicId: at.clinicId, clientIds: [clientId], closedAt: at.now }));
    const seen = { data: { client: { id: clientId, name: 'Hidden' } } };
    await opens('r');
    expect(await ask()).toEqual(seen);
    expect(await fault(auditor, 'query ($id: ID!) { client(id: $id) { consultations { id } } }', { id: clientId })).toBe('FORBIDDEN');
    await opens('s');
    await closes('r');
    expect(await ask()).toEqual(seen);
    await closes('s');
    expect(await ask()).toMatchObject({ data: before.data, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    await opens('r');
    expect(await ask()).toEqual(seen);
  });

  it('show hygiene their name and no more, and other clinics nothing', async () => {
    const clientId = await at.client('Named');
    const asked = 'query ($id: ID!) { client(id: $id) { name phone } }';
    const seen = await at.stage.ask(at.as('HYGIENE_LEAD'), asked, { id: clientId });
    expect(seen.data).toEqual({ client: { name: 'Named', phone: null } });
    expect(await fault(person('desk', 'another clinic', 'FRONT_DESK'), asked, { id: clientId })).toBe('FORBIDDEN');
    expect(await fault(undefined, asked, { id: clientId })).toBe('UNAUTHENTICATED');
    expect(await fault(at.desk, asked, { id: 'nobody' })).toBe('NOT_FOUND');
    const entities = await at.stage.ask(person('desk', 'another clinic', 'FRONT_DESK'), 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Client { id name } } }', { r: [{ __typename: 'Client', id: clientId }] });
    expect(entities.data).toEqual({ _entities: [{ id: clientId, name: null }] });
  });

  it('are written about by who may, and of what there is', async () => {
    const clientId = await at.client();
    const record = 'mutation ($input: RecordConsultationInput!) { recordConsultation(input: $input) { refusals { code } } }';
    expect(await fault(at.as('HYGIENE_LEAD'), record, { input: consultation(clientId) })).toBe('FORBIDDEN');
    expect(await fault(at.desk, record, { input: consultation('nobody') })).toBe('NOT_FOUND');
    expect(await fault(at.desk, record, { input: consultation(clientId, { plan: { procedureCode: 'NOTHING', sessions: 1 } }) })).toBe('NOT_FOUND');
    expect(await fault(at.desk, record, { input: consultation(clientId, { outcome: 'MAYBE' }) })).toBe('BAD_USER_INPUT');
    expect(codes(await at.give(at.desk, 'recordConsultation', 'RecordConsultationInput', consultation(clientId, { at: at.hour(2), clinicId: 'another' }), 'consultation { id }'))).toEqual(['WRONG_CLINIC', 'IN_THE_FUTURE']);
    expect(await fault(at.desk, 'mutation ($input: SignConsentInput!) { signConsent(input: $input) { refusals { code } } }', { input: { clientId, procedureCode: 'NOTHING', templateVersion: '1' } })).toBe('NOT_FOUND');
  });
});
