import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { administrator, type Stage } from '@stipple/service/stage';
import { openStaff } from '../staff.fixture.js';

describe('the clinics', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStaff();
  });
  afterAll(() => stage.close());

  it('show a clinic as soon as it has opened', async () => {
    const input = { name: 'Sukhumvit', timeZone: 'Asia/Bangkok', currency: 'THB', country: 'TH' };
    const opened = await stage.ask(
      administrator,
      'mutation ($input: OpenClinicInput!) { openClinic(input: $input) { clinic { id } refusals { code } } }',
      { input },
    );
    expect(opened.errors).toBeUndefined();
    const listed = await stage.ask(administrator, '{ clinics { name timeZone currency } }');
    expect(listed.data).toEqual({ clinics: [{ name: 'Sukhumvit', timeZone: 'Asia/Bangkok', currency: 'THB' }] });
  });
});
