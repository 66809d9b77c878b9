import { afterAll, describe, expect, it } from '@jest/globals';
import type { Seen } from '@stipple/service';
import { closeAll, open } from '../test/client.js';

afterAll(closeAll);

const message = (number: number, type = 'bookings.booked.v1') => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  type,
});
const seen = (context: Seen['context'], position: string, ...numbers: number[]): Seen => ({
  context,
  position,
  messages: numbers.map((number) => message(number)),
});
const write = 'mutation { note(text: "x") }';

describe('who acts sees what they did', () => {
  it('since the next request tells every context what the writer was told, and everybody for a while', async () => {
    let now = 1_800_000_000_000;
    const { contexts, ask } = await open({ clock: () => now });
    const afterOf = (context: keyof typeof contexts) => contexts[context].asked.at(-1)?.after;
    contexts.bookings.tells.push(seen('bookings', '99:7', 1));
    await ask(write);
    await ask('{ invoice(id: "1") { id } }');
    expect(afterOf('billing')).toEqual({ own: [seen('bookings', '99:7', 1)], others: [seen('bookings', '99:7', 1)] });
    await ask('{ invoice(id: "1") { id } }', {}, { authorization: 'Bearer token-of-manager' });
    expect(afterOf('billing')).toEqual({ own: [], others: [seen('bookings', '99:7', 1)] });

    now += 6_000;
    await ask('{ invoice(id: "1") { id } }', {}, { authorization: 'Bearer token-of-manager' });
    expect(afterOf('billing')).toEqual({ own: [], others: [] });
    await ask('{ invoice(id: "1") { id } }');
    expect(afterOf('billing')).toEqual({ own: [seen('bookings', '99:7', 1)], others: [] });

    now += 60_000;
    await ask('{ invoice(id: "1") { id } }');
    expect(afterOf('billing')).toEqual({ own: [], others: [] });
  });

  it('with the furthest position of each context, compared as numbers, and every message once', async () => {
    const { contexts, ask } = await open();
    contexts.bookings.tells.push(
      seen('bookings', '100:5', 1),
      seen('bookings', '99:90071992547409931', 2),
      seen('bookings', '100:40', 2, 3),
    );
    for (let time = 0; time < 3; time++) await ask(write);
    contexts.staff.tells.push(seen('staff', '7:1'));
    await ask('mutation { hire(name: "A") { id } }');
    await ask('{ me { id } }');
    expect(contexts.staff.asked.at(-1)?.after.own).toEqual([seen('bookings', '100:40', 1, 2, 3), seen('staff', '7:1')]);
  });

  it('within one operation as well: each mutation is asked with what those before it wrote', async () => {
    const { contexts, post, ask } = await open();
    contexts.bookings.tells.push(seen('bookings', '5:1', 1), seen('bookings', '5:2', 2));
    await ask('mutation { a: note(text: "a") b: note(text: "b") pay(invoiceId: "1") { id } }');
    expect(contexts.bookings.asked.map(({ after }) => after.own)).toEqual([[], [seen('bookings', '5:1', 1)]]);
    expect(contexts.billing.asked[0]?.after.own).toEqual([seen('bookings', '5:2', 1, 2)]);
    // Somebody not signed in has nothing but the one request, and what everybody is shown.
    contexts.staff.tells.push(seen('staff', '1:1', 9));
    await post({
      query:
        'mutation { acceptInvitation(input: { email: "a", password: "b" }) { refusals { code } } signIn(input: { email: "a", password: "b" }) { token } }',
    });
    expect(contexts.staff.asked.map(({ after }) => after.own)).toEqual([[], [seen('staff', '1:1', 9)]]);
    expect(contexts.staff.asked[1]?.after.others).toContainEqual(seen('staff', '1:1', 9));
  });

  it('also where a write was answered too late', async () => {
    const { contexts, ask } = await open({ timeout: 500 });
    contexts.bookings.slow = 700;
    contexts.bookings.tells.push(seen('bookings', '5:1', 1));
    expect((await ask(write)).errors?.[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE');
    const known = async () => {
      await ask('{ me { id } }');
      return contexts.staff.asked.at(-1)?.after.own;
    };
    for (let asked = 0; asked < 600 && (await known())?.length === 0; asked += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await known()).toEqual([seen('bookings', '5:1', 1)]);
  });

  it('at another gateway, when the client hands on what the first one told it', async () => {
    const first = await open();
    const second = await open();
    first.contexts.bookings.tells.push(seen('bookings', '5:1', 1, 2));
    const header = (await first.ask(write)).headers.get('stipple-seen') ?? '';
    expect(header).toMatch(/^[\w-]+$/);
    const { headers } = await second.ask('{ me { id } }', {}, { 'stipple-seen': header });
    expect(second.contexts.staff.asked.at(-1)?.after).toEqual({ own: [seen('bookings', '5:1', 1, 2)], others: [] });
    expect(headers.get('stipple-seen')).not.toBeNull();
    expect((await second.ask('{ me { id } }')).headers.get('stipple-seen')).toBeNull();
  });

  it('whatever a client makes up is ignored', async () => {
    const now = 1_800_000_000_000;
    const { contexts, ask } = await open({ clock: () => now });
    const pack = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url');
    const at = now / 1000;
    for (const header of [
      'nonsense',
      '%%%',
      'x'.repeat(6_000),
      pack(null),
      pack([at]),
      pack([at, [['bookings', '1:1']]]),
      pack([at, [['kitchen', '1:1', []]]]),
      pack([at, [['bookings', '1', []]]]),
      pack([at, [['bookings', `${'9'.repeat(30)}:1`, []]]]),
      pack([at, [['bookings', '1:1', [['<script>', 'x']]]]]),
      pack([at - 3_600, [['bookings', '1:1', []]]]),
    ]) {
      const { status } = await ask('{ me { id } }', {}, { 'stipple-seen': header });
      expect([header, status, contexts.staff.asked.at(-1)?.after]).toEqual([header, 200, { own: [], others: [] }]);
    }
  });

  it('in bounded memory and headers, the newest messages kept', async () => {
    const { contexts, ask } = await open();
    for (let round = 0; round < 5; round++) {
      contexts.bookings.tells.push(
        seen('bookings', `5:${round}`, ...Array.from({ length: 100 }, (_, index) => round * 100 + index)),
      );
      await ask(write);
    }
    const { headers } = await ask('{ me { id } }');
    const after = contexts.staff.asked.at(-1)?.after;
    expect(after?.own[0]?.messages).toHaveLength(128);
    expect(after?.own[0]?.messages.at(-1)).toEqual(message(499));
    expect(after?.others[0]?.messages).toHaveLength(64);
    expect(headers.get('stipple-seen')?.length).toBeLessThanOrEqual(4_096);
  });
});
