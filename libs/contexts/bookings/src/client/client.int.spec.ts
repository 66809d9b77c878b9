import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PersonalKeys } from '@stipple/event-store';
import { codes, openDesk, type Desk } from '../desk.fixture.js';

describe('the clients of a clinic', () => {
  let at: Desk;
  beforeAll(async () => {
    at = await openDesk();
  });
  afterAll(() => at.stage.close());

  const whole = `query ($id: ID!) {
      client(id: $id) {
        id name phone email dateOfBirth
        consultations { outcome hairLoss { scale stage } contraindications plan { sessions } }
        patchTests { result }
        consents { procedureCode }
      }
    }`;

  it('are registered, consulted, tested and consent, and read back as they were told', async () => {
    const clientId = await at.client('Anong');
    const consulted = await at.give(
      at.as('TECHNICIAN'),
      'recordConsultation',
      'RecordConsultationInput',
      at.consultation(clientId),
      'consultation { id outcome }',
    );
    expect(consulted['consultation']).toMatchObject({ outcome: 'GO' });
    await at.give(
      at.desk,
      'recordPatchTest',
      'RecordPatchTestInput',
      { clientId, pigmentProduct: 'Black', result: 'CLEAR' },
      'patchTest { id result }',
    );
    await at.give(
      at.desk,
      'signConsent',
      'SignConsentInput',
      { clientId, procedureCode: 'SCALP', templateVersion: '2' },
      'consent { id }',
    );
    expect(await at.read(at.desk, whole, { id: clientId })).toEqual({
      client: {
        id: clientId,
        name: 'Anong',
        phone: '+66 81 234 5678',
        email: 'client@example.org',
        dateOfBirth: '1990-02-28',
        consultations: [
          {
            outcome: 'GO',
            hairLoss: { scale: 'NORWOOD', stage: '3' },
            contraindications: ['psoriasis'],
            plan: { sessions: 3 },
          },
        ],
        patchTests: [{ result: 'CLEAR' }],
        consents: [{ procedureCode: 'SCALP' }],
      },
    });
  });

  it('are kept in the log encrypted, and in no message', async () => {
    const clientId = await at.client('Unmistakable Name');
    await at.give(
      at.desk,
      'recordConsultation',
      'RecordConsultationInput',
      at.consultation(clientId, {
        contraindications: ['unmistakable psoriasis'],
        outcome: 'NO_GO',
        hairLoss: { scale: 'SCAR', stage: 'unmistakable' },
      }),
      'consultation { id }',
    );
    await at.give(
      at.desk,
      'recordPatchTest',
      'RecordPatchTestInput',
      { clientId, pigmentProduct: 'Unmistakable Black', result: 'REACTION' },
      'patchTest { id }',
    );
    await at.give(
      at.desk,
      'signConsent',
      'SignConsentInput',
      { clientId, procedureCode: 'SCALP', templateVersion: 'unmistakable 2' },
      'consent { id }',
    );
    const { rows } = await at.stage.context.database.query<{ data: object }>(
      "select data from events where stream like 'client-%'",
    );
    expect(rows.length).toBeGreaterThan(4);
    expect(JSON.stringify(rows)).not.toMatch(
      /[Uu]nmistakable|psoriasis|"REACTION"|"NO_GO"|"GO"|"SCAR"|"sessions"|1990-02-28|NORWOOD/,
    );
    expect(JSON.stringify(at.stage.sent())).not.toMatch(/Unmistakable|psoriasis/);
  });

  it('are a person no more once their key is destroyed: what was found out about them reads as nothing', async () => {
    const clientId = await at.client('To be erased');
    await at.define({ code: 'CAREFUL', requiresConsultation: true, requiresPatchTest: true });
    await at.give(
      at.desk,
      'recordConsultation',
      'RecordConsultationInput',
      at.consultation(clientId),
      'consultation { id }',
    );
    await at.give(
      at.desk,
      'recordPatchTest',
      'RecordPatchTestInput',
      { clientId, pigmentProduct: 'Black', performedAt: at.hour(-72), readAt: at.hour(-24), result: 'CLEAR' },
      'patchTest { id }',
    );
    await at.give(
      at.desk,
      'signConsent',
      'SignConsentInput',
      { clientId, procedureCode: 'SCALP', templateVersion: '2' },
      'consent { id }',
    );
    const { database } = at.stage.context;
    await new PersonalKeys(database, Buffer.alloc(32)).forget(clientId);
    await until(
      async () =>
        (await at.read<{ client: { consultations: { outcome: string | null }[] } }>(at.desk, whole, { id: clientId }))
          .client.consultations[0]?.outcome === null,
    );
    const parts = `consultations { mode outcome hairLoss { scale } contraindications plan { sessions } }
      patchTests { pigmentProduct result } consents { procedureCode templateVersion }`;
    expect(await at.read(at.desk, `query ($id: ID!) { client(id: $id) { ${parts} } }`, { id: clientId })).toEqual({
      client: {
        consultations: [{ mode: 'VIDEO', outcome: null, hairLoss: null, contraindications: null, plan: null }],
        patchTests: [{ pigmentProduct: null, result: null }],
        consents: [{ procedureCode: 'SCALP', templateVersion: null }],
      },
    });
    expect(codes(await at.book({ clientId, procedureCode: 'CAREFUL', start: at.hour(20) }))).toEqual([
      'CONSULTATION_MISSING',
      'PATCH_TEST_MISSING',
    ]);
  });

  it('are found by the beginning of their name, page by page', async () => {
    for (const name of ['zara one', 'Zara Three', 'ZARA two', 'Zoe', 'Za%']) await at.client(name);
    const find = (search: string, after: string | null = null) =>
      at.read<{
        clients: {
          edges: { cursor: string; node: { name: string } }[];
          totalCount: number;
          pageInfo: { hasNextPage: boolean; endCursor: string };
        };
      }>(
        at.desk,
        `query ($clinicId: ID!, $search: String, $after: String) {
          clients(clinicId: $clinicId, search: $search, first: 2, after: $after) {
            edges { cursor node { name } } totalCount pageInfo { hasNextPage endCursor }
          }
        }`,
        { clinicId: at.clinicId, search, after },
      );
    const first = (await find('zara')).clients;
    expect([first.totalCount, first.edges.map((edge) => edge.node.name), first.pageInfo.hasNextPage]).toEqual([
      3,
      ['zara one', 'Zara Three'],
      true,
    ]);
    const second = (await find('zara', first.pageInfo.endCursor)).clients;
    expect([second.edges.map((edge) => edge.node.name), second.pageInfo.hasNextPage]).toEqual([['ZARA two'], false]);
    expect((await find('za%')).clients.totalCount).toBe(1);
    const wrong = 'query ($c: ID!, $f: Int, $a: String) { clients(clinicId: $c, first: $f, after: $a) { totalCount } }';
    expect(await at.fault(at.desk, wrong, { c: at.clinicId, f: 0 })).toBe('BAD_USER_INPUT');
    expect(await at.fault(at.desk, wrong, { c: at.clinicId, a: 'nonsense' })).toBe('BAD_USER_INPUT');
    expect(await at.fault(at.as('HYGIENE_LEAD'), wrong, { c: at.clinicId })).toBe('FORBIDDEN');
  });

  it('are written about by who may, and of what there is', async () => {
    const clientId = await at.client();
    const record =
      'mutation ($input: RecordConsultationInput!) { recordConsultation(input: $input) { refusals { code } } }';
    expect(await at.fault(at.as('HYGIENE_LEAD'), record, { input: at.consultation(clientId) })).toBe('FORBIDDEN');
    expect(await at.fault(at.desk, record, { input: at.consultation('nobody') })).toBe('NOT_FOUND');
    expect(
      await at.fault(at.desk, record, {
        input: at.consultation(clientId, { plan: { procedureCode: 'NOTHING', sessions: 1 } }),
      }),
    ).toBe('NOT_FOUND');
    expect(await at.fault(at.desk, record, { input: at.consultation(clientId, { outcome: 'MAYBE' }) })).toBe(
      'BAD_USER_INPUT',
    );
    expect(
      codes(
        await at.give(
          at.desk,
          'recordConsultation',
          'RecordConsultationInput',
          at.consultation(clientId, { at: at.hour(2), clinicId: 'another' }),
          'consultation { id }',
        ),
      ),
    ).toEqual(['WRONG_CLINIC', 'IN_THE_FUTURE']);
    expect(
      await at.fault(
        at.desk,
        'mutation ($input: SignConsentInput!) { signConsent(input: $input) { refusals { code } } }',
        { input: { clientId, procedureCode: 'NOTHING', templateVersion: '1' } },
      ),
    ).toBe('NOT_FOUND');
  });
});

/** Waits until it is so, at most ten seconds. */
async function until(so: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 120_000; !(await so());) {
    if (Date.now() > deadline) throw new Error('It did not come to be so.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
