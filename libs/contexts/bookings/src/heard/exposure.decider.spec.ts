import { describe, it } from '@jest/globals';
import { specify } from '@stipple/event-store';
import { exposure, NoteExposure, type ExposureEvent } from './exposure.decider.js';
import { EndRecall, knownRecall, NoteRecall, type RecallEvent } from './recall.decider.js';

const data = { clientId: 'k1', clinicId: 'c1', recallId: 'r1', kind: 'PACK' as const };

describe('the recalls that touch a client', () => {
  const given = specify(exposure, {});
  const noted: ExposureEvent = { type: 'ExposureNoted', data };
  const ended: ExposureEvent = { type: 'ExposureEnded', data };

  it('are noted once, each for itself, and at each clinic for itself', () => {
    given().when(new NoteExposure(data)).then(noted);
    given(noted).when(new NoteExposure(data)).isSo();
    const other: ExposureEvent = { type: 'ExposureNoted', data: { ...data, recallId: 'r2' } };
    given(noted).when(new NoteExposure(other.data)).then(other);
    const elsewhere: ExposureEvent = { type: 'ExposureNoted', data: { ...data, clinicId: 'c2' } };
    given(noted).when(new NoteExposure(elsewhere.data)).then(elsewhere);
  });
  it('are noted again where they had ended by themselves, as once', () =>
    given(noted, ended).when(new NoteExposure(data)).then(noted));
});

describe('a recall of which bookings hears', () => {
  const given = specify(knownRecall, {});
  const recalled = { recallId: 'r1', clinicId: 'c1', kind: 'PACK' as const };
  const noted: RecallEvent = { type: 'RecallNoted', data: recalled };
  const ended: RecallEvent = { type: 'RecallEnded', data: recalled };

  it('is open until it is closed, and open again when it reaches further', () => {
    given().when(new NoteRecall(recalled)).then(noted);
    given(noted).when(new NoteRecall(recalled)).isSo();
    given(noted).when(new EndRecall(recalled)).then(ended);
    given(noted, ended).when(new EndRecall(recalled)).isSo();
    given(noted, ended).when(new NoteRecall(recalled)).then(noted);
  });
  it('is over also where nothing was heard of its beginning', () => given().when(new EndRecall(recalled)).then(ended));
});
