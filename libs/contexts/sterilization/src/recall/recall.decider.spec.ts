import { describe, expect, it } from '@jest/globals';
import { noon, specify } from '@stipple/event-store';
import { CloseRecall, OpenRecall, recall, WidenRecall, type RecallEvent } from './recall.decider.js';

const given = specify(recall, {});
const of = { recallId: 'r1', clinicId: 'c1', sterilizerId: 's1', at: noon };
const reach = { loadIds: ['l1'], packIds: ['p1'], treatmentIds: [], clientIds: [] };
const opened: RecallEvent = { type: 'RecallOpened', data: { ...of, trigger: 'BIOLOGICAL_INDICATOR', triggerLoadId: 'l1', ...reach } };
const closed: RecallEvent = { type: 'RecallClosed', data: { ...of, reason: 'done', clientIds: [] } };
const more = { loadIds: [], packIds: ['p1'], treatmentIds: ['t1'], clientIds: ['k1'] };

describe('a recall', () => {
  it('opens once', () => {
    const open = new OpenRecall({ recallId: 'r1', clinicId: 'c1', sterilizerId: 's1', loadId: 'l1', reach, at: noon });
    given().when(open).then(opened);
    given(opened).when(open).changesNothing();
  });
  it('is widened by what it did not reach yet, and is open again when it was closed', () => {
    const wider: RecallEvent = { type: 'RecallScopeWidened', data: { ...of, loadIds: ['l1'], packIds: ['p1'], treatmentIds: ['t1'], clientIds: ['k1'] } };
    given(opened, closed).when(new WidenRecall({ recallId: 'r1', reach: more, at: noon })).then(wider);
    given(opened, wider).when(new WidenRecall({ recallId: 'r1', reach: more, at: noon })).changesNothing();
    given(opened, wider, closed).when(new WidenRecall({ recallId: 'r1', reach: more, at: noon })).changesNothing();
    expect([given(opened, closed), given(opened, closed, wider)].map(({ state }) => state.status)).toEqual(['CLOSED', 'OPEN']);
  });
  it('closes with a reason, naming the clients whom it touched', () => {
    given(opened).when(new CloseRecall({ recallId: 'r1', reason: ' done ' })).then(closed);
    const wider: RecallEvent = { type: 'RecallScopeWidened', data: { ...of, ...more } };
    given(opened, wider).when(new CloseRecall({ recallId: 'r1', reason: 'done' })).then({ type: 'RecallClosed', data: { ...of, reason: 'done', clientIds: ['k1'] } });
    given(opened).when(new CloseRecall({ recallId: 'r1', reason: '' })).refuses('REASON_MISSING');
    given(opened, closed).when(new CloseRecall({ recallId: 'r1', reason: 'done' })).changesNothing();
  });
});
