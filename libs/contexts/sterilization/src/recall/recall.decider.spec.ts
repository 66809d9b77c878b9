import { describe, expect, it } from '@jest/globals';
import { noon, specify } from '@stipple/event-store';
import { CloseRecall, OpenRecall, recall, WidenRecall, type RecallEvent } from './recall.decider.js';

const given = specify(recall, {});
const of = { recallId: 'r1', clinicId: 'c1', sterilizerId: 's1', at: noon };
const reach = { loadIds: ['l1'], packIds: ['p1'], treatmentIds: [], clientIds: [] };
const opened: RecallEvent = {
  type: 'RecallOpened',
  data: { ...of, trigger: 'BIOLOGICAL_INDICATOR', triggerLoadId: 'l1', ...reach, awaiting: 0 },
};
const none = { loadIds: [], packIds: [], treatmentIds: [], clientIds: [] };
const reached = (more: object): RecallEvent => ({ type: 'RecallReached', data: { ...of, ...none, ...more } });
const ids = (kind: string, count: number) => Array.from({ length: count }, (_, index) => `${kind}-${index}`);
const closed: RecallEvent = { type: 'RecallClosed', data: { ...of, reason: 'done', clientIds: [] } };
const more = { loadIds: [], packIds: ['p1'], treatmentIds: ['t1'], clientIds: ['k1'] };

describe('a recall', () => {
  it('opens once', () => {
    const open = new OpenRecall({
      recallId: 'r1',
      clinicId: 'c1',
      sterilizerId: 's1',
      loadId: 'l1',
      reach,
      awaiting: 0,
      at: noon,
    });
    given().when(open).then(opened);
    given(opened).when(open).isSo();
  });
  it('is widened by what it did not reach yet, and is open again when it was closed', () => {
    const wider = reached({ treatmentIds: ['t1'], clientIds: ['k1'] });
    given(opened, closed)
      .when(new WidenRecall({ recallId: 'r1', reach: more, at: noon }))
      .then(wider);
    given(opened, wider)
      .when(new WidenRecall({ recallId: 'r1', reach: more, at: noon }))
      .isSo();
    given(opened, wider, closed)
      .when(new WidenRecall({ recallId: 'r1', reach: more, at: noon }))
      .isSo();
    expect([given(opened, closed), given(opened, closed, wider)].map(({ state }) => state.status)).toEqual([
      'CLOSED',
      'OPEN',
    ]);
  });
  it('knows what it touched when it was widened as once, with everything', () => {
    const once: RecallEvent = {
      type: 'RecallScopeWidened',
      data: { ...of, loadIds: ['l1'], packIds: ['p1'], treatmentIds: ['t1'], clientIds: ['k1'] },
    };
    given(opened, once)
      .when(new WidenRecall({ recallId: 'r1', reach: { ...none, packIds: ['p1', 'p2'], clientIds: ['k1'] }, at: noon }))
      .then(reached({ packIds: ['p2'] }));
  });
  it('is told in pieces of which each fits an event and a message, whatever it reaches and however long the ids are', () => {
    const far = {
      loadIds: ids('load', 300),
      packIds: ids('pack', 1_500),
      treatmentIds: ids('treatment', 700),
      clientIds: ids('x'.repeat(190), 700),
    };
    const events = given(opened)
      .when(new WidenRecall({ recallId: 'r1', reach: far, at: noon }))
      .events();
    expect(Math.max(...events.map((event) => JSON.stringify(event.data).length))).toBeLessThan(40_960);
    const after = given(opened, ...events).state;
    expect(after).toMatchObject({
      packIds: ['p1', ...far.packIds],
      treatmentIds: far.treatmentIds,
      clientIds: far.clientIds,
    });
  });
  it('is not closed before it names everything', () => {
    const open = new OpenRecall({
      recallId: 'r1',
      clinicId: 'c1',
      sterilizerId: 's1',
      loadId: 'l1',
      reach,
      awaiting: 2,
      at: noon,
    });
    const far: RecallEvent = { ...opened, data: { ...opened.data, awaiting: 2 } };
    given().when(open).then(far);
    given(far)
      .when(new CloseRecall({ recallId: 'r1', reason: 'done' }))
      .refuses('WRONG_STATUS');
    given(far)
      .when(new WidenRecall({ recallId: 'r1', reach: { ...none, loadIds: ['l2'] }, awaiting: 1, at: noon }))
      .then(reached({ loadIds: ['l2'], awaiting: 1 }));
    given(far)
      .when(new WidenRecall({ recallId: 'r1', reach: none, awaiting: 0, at: noon }))
      .then(reached({ awaiting: 0 }));
    given(far, reached({ awaiting: 0 }))
      .when(new CloseRecall({ recallId: 'r1', reason: 'done' }))
      .then(closed);
    // A treatment that is told meanwhile changes nothing in what is still to come.
    given(far)
      .when(new WidenRecall({ recallId: 'r1', reach: { ...none, clientIds: ['k9'] }, at: noon }))
      .then(reached({ clientIds: ['k9'] }));
    expect(given(far, reached({ clientIds: ['k9'] })).state).toMatchObject({ awaiting: 2 });
  });
  it('is closed without naming its clients where they are many', () => {
    given(opened, ...[0, 1].map((nth) => reached({ clientIds: ids(`k${nth}`, 300) })))
      .when(new CloseRecall({ recallId: 'r1', reason: 'done' }))
      .then({ type: 'RecallClosed', data: { ...of, reason: 'done' } });
  });
  it('closes with a reason, naming the clients whom it touched', () => {
    given(opened)
      .when(new CloseRecall({ recallId: 'r1', reason: ' done ' }))
      .then(closed);
    const wider: RecallEvent = { type: 'RecallScopeWidened', data: { ...of, ...more } };
    given(opened, wider)
      .when(new CloseRecall({ recallId: 'r1', reason: 'done' }))
      .then({ type: 'RecallClosed', data: { ...of, reason: 'done', clientIds: ['k1'] } });
    given(opened)
      .when(new CloseRecall({ recallId: 'r1', reason: '' }))
      .refuses('REASON_MISSING');
    given(opened, closed)
      .when(new CloseRecall({ recallId: 'r1', reason: 'done' }))
      .isSo();
  });
});
