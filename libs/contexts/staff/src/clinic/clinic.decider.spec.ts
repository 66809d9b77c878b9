import { describe, it } from '@jest/globals';
import { specify } from '@stipple/event-store';
import { clinic, OpenClinic, type ClinicEvent } from './clinic.decider.js';

const given = specify(clinic, {});
const bangkok = { clinicId: 'c1', name: 'Sukhumvit', timeZone: 'Asia/Bangkok', currency: 'THB', country: 'TH' };
const opened: ClinicEvent = { type: 'ClinicOpened', data: bangkok };

describe('a clinic', () => {
  it('opens with a zone and a currency', () => given().when(new OpenClinic(bangkok)).then(opened));
  it('opens once', () => given(opened).when(new OpenClinic(bangkok)).refuses('ALREADY_EXISTS'));
  it('is told everything that is wrong at once', () =>
    given()
      .when(new OpenClinic({ ...bangkok, name: ' ', timeZone: 'Siam', currency: 'Baht', country: 'Thailand' }))
      .refuses('NAME_MISSING', 'UNKNOWN_TIME_ZONE', 'UNKNOWN_CURRENCY', 'UNKNOWN_COUNTRY'));
});
