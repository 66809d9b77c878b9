import { describe, expect, it } from '@jest/globals';
import { foldOf, noon, type Recorded } from '@stipple/event-store';
import { plusHours } from '@stipple/time';
import type { ClientEvent } from './client.decider.js';
import { clients, type ClientRow } from './client.view.js';

const registered = {
  type: 'ClientRegistered',
  data: { clientId: 'p1', clinicId: 'c1', name: null, phone: null, email: null, dateOfBirth: null },
} as Recorded<Extract<ClientEvent, { type: 'ClientRegistered' }>>;
const tested = (performedAt: string, result: 'CLEAR' | 'REACTION') =>
  ({
    type: 'PatchTestRecorded',
    data: { patchTestId: 't', clientId: 'p1', pigmentProduct: 'Black', performedAt, readAt: noon, result },
  }) as Recorded<Extract<ClientEvent, { type: 'PatchTestRecorded' }>>;

describe("a client's row", () => {
  const erased = foldOf(clients, 'ClientRegistered')?.(undefined, registered, 'p1') as ClientRow;
  it('bears that the client was erased', () =>
    expect(erased).toMatchObject({ id: 'p1', name: null, sort_name: '', date_of_birth: null }));
  it.each([
    ['Zoe\u0308', 'ZO\u00cb'],
    ['Ｓomchai\u3000 Jaidee', 'somchai jaidee'],
    ['Anne\u2011Marie', 'anne-marie'],
    ['Mal\u200bee', 'malee'],
  ])('finds %j as %j', (name, other) => {
    const [one, same] = [name, other].map((text) =>
      foldOf(clients, 'ClientRegistered')?.(
        undefined,
        { ...registered, data: { ...registered.data, name: text } },
        'p1',
      ),
    );
    expect(one?.sort_name).toBe(same?.sort_name);
    expect(one?.name).toBe(name);
  });
  it('bears a patch test whose result was erased', () => {
    const { data } = tested(noon, 'REACTION');
    expect(
      foldOf(clients, 'PatchTestRecorded')?.(
        erased,
        { ...tested(noon, 'REACTION'), data: { ...data, result: null, pigmentProduct: null } },
        'p1',
      ),
    ).toMatchObject({ last_patch_test_at: noon, last_patch_test_result: null });
  });
  it('tells the patch test that was performed last, whichever was recorded last', () => {
    const first = foldOf(clients, 'PatchTestRecorded')?.(erased, tested(noon, 'REACTION'), 'p1');
    const second = foldOf(clients, 'PatchTestRecorded')?.(first, tested(plusHours(noon, -1), 'CLEAR'), 'p1');
    expect(second?.last_patch_test_result).toBe('REACTION');
  });
});
