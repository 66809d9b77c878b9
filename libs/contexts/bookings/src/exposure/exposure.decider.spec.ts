import { describe, it } from '@jest/globals';
import { specify } from '@stipple/event-store';
import { EndExposure, exposure, NoteExposure, type ExposureEvent } from './exposure.decider.js';

const given = specify(exposure, {});
const data = { clientId: 'k1', clinicId: 'c1', recallId: 'r1', kind: 'PACK' as const };
const noted: ExposureEvent = { type: 'ExposureNoted', data };
const ended: ExposureEvent = { type: 'ExposureEnded', data };

describe('the recalls that touch a client', () => {
  it('are noted once', () => {
    given().when(new NoteExposure(data)).then(noted);
    given(noted).when(new NoteExposure(data)).changesNothing();
  });
  it('end when they are closed, each for itself', () => {
    given(noted).when(new EndExposure(data)).then(ended);
    given(noted, ended).when(new EndExposure(data)).changesNothing();
    given(noted).when(new EndExposure({ ...data, recallId: 'r2' })).changesNothing();
    given(noted, { type: 'ExposureNoted', data: { ...data, recallId: 'r2' } }, ended).when(new NoteExposure({ ...data, recallId: 'r2' })).changesNothing();
  });
  it('begin again when they are opened again', () => given(noted, ended).when(new NoteExposure(data)).then(noted));
});
