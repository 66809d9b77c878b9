import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditServer } from 'graphql-http';
import { closeAll, open } from '../test/client.js';

afterAll(closeAll);

describe('the GraphQL over HTTP specification', () => {
  let clinic: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    clinic = await open();
  });

  const audited = async (headers: Record<string, string>) => {
    const results = await auditServer({
      url: `${clinic.gateway.url}/graphql`,
      fetchFn: (url: string, init: RequestInit = {}) =>
        fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), ...headers } }),
    });
    const having = (status: string) =>
      results.filter((result) => result.status === status).map(({ id, name }) => `${id} ${name}`);
    return { ok: having('ok').length, warn: having('warn'), error: having('error'), notice: having('notice') };
  };

  // Apollo Server answers 400 where nothing ran, whatever the client accepts.
  const warned = [
    '572B SHOULD use 200 status code on document parsing failure when accepting application/json',
    'FDE2 SHOULD use 200 status code on document validation failure when accepting application/json',
    '7B9B SHOULD use a status code of 200 on variable coercion failure when accepting application/json',
  ];

  it('is kept for somebody signed in', async () => {
    const { ok, warn, error, notice } = await audited({ authorization: 'Bearer token-of-desk' });
    expect(error).toEqual([]);
    expect(warn).toEqual(warned);
    expect(notice).toEqual([]);
    expect(ok).toBe(58);
  });

  it('is kept for somebody who is not', async () => {
    const { warn, error, notice } = await audited({});
    expect(error).toEqual([]);
    expect(warn).toEqual(warned);
    // A GET without a header that a browser asks permission for first may come from any page.
    expect(notice.map((name) => name.slice(0, 4))).toEqual(['5A70', 'D6D5', '6A70']);
  });
});
