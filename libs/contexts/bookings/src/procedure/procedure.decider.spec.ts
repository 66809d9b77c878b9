import { describe, expect, it } from '@jest/globals';
import { specify } from '@stipple/event-store';
import { DefineProcedure, procedure, type ProcedureEvent, type ProcedureTerms } from './procedure.decider.js';

const given = specify(procedure, { twin: undefined });
const terms: ProcedureTerms = {
  clinicId: 'c1',
  code: 'SMP-FULL',
  name: 'Full head',
  kind: 'TREATMENT',
  durationMinutes: 180,
  bufferBeforeMinutes: 15,
  bufferAfterMinutes: 30,
  healingDays: 10,
  requiresPrivilege: true,
  requiresConsultation: true,
  requiresPatchTest: true,
  requiresConsent: true,
};
const defined: ProcedureEvent = { type: 'ProcedureDefined', data: terms };

describe('a procedure', () => {
  it('is put on offer', () =>
    given()
      .when(new DefineProcedure({ ...terms, name: ' Full head ' }))
      .then(defined));
  it('defined again the same way changes nothing', () => given(defined).when(new DefineProcedure(terms)).isSo());
  it('defined otherwise is offered otherwise from now on', () =>
    given(defined)
      .when(new DefineProcedure({ ...terms, durationMinutes: 240 }))
      .then({ type: 'ProcedureRedefined', data: { ...terms, durationMinutes: 240 } }));
  it('takes the bounds themselves', () => {
    const least = { ...terms, durationMinutes: 5, bufferBeforeMinutes: 0, bufferAfterMinutes: 0, healingDays: 0 };
    given().when(new DefineProcedure(least)).then({ type: 'ProcedureDefined', data: least });
    const most = {
      ...terms,
      durationMinutes: 720,
      bufferBeforeMinutes: 240,
      bufferAfterMinutes: 240,
      healingDays: 365,
    };
    given().when(new DefineProcedure(most)).then({ type: 'ProcedureDefined', data: most });
  });
  it('is told everything that is wrong at once', () =>
    given()
      .when(
        new DefineProcedure({
          ...terms,
          code: 'full head',
          name: ' ',
          durationMinutes: 4,
          bufferBeforeMinutes: -1,
          bufferAfterMinutes: 241,
          healingDays: 366,
        }),
      )
      .refuses('CODE_INVALID', 'NAME_MISSING', 'OUT_OF_RANGE', 'OUT_OF_RANGE', 'OUT_OF_RANGE', 'OUT_OF_RANGE'));
  it('has a name of at most 200 characters', () =>
    given()
      .when(new DefineProcedure({ ...terms, name: 'x'.repeat(201) }))
      .refuses('TOO_LONG'));
  it('has a name that says something', () =>
    given()
      .when(new DefineProcedure({ ...terms, name: '\u200b\u2060' }))
      .refuses('TEXT_INVALID'));
  it('is the only one of its code, however that is spelled', () => {
    const refused = given().with({ twin: 'SMPFULL' }).when(new DefineProcedure(terms));
    refused.refuses('ALREADY_EXISTS');
    expect(refused.refusals()).toEqual([
      { code: 'ALREADY_EXISTS', message: 'This clinic has this code already, written SMPFULL.', path: ['code'] },
    ]);
    given(defined)
      .with({ twin: 'SMPFULL' })
      .when(new DefineProcedure({ ...terms, durationMinutes: 240 }))
      .then({ type: 'ProcedureRedefined', data: { ...terms, durationMinutes: 240 } });
    expect(procedure.claims?.(given(defined).state)).toEqual([{ resource: 'procedure:c1:smpfull' }]);
  });
});
