import { decides } from '@stipple/service';
import { exposure, NoteExposure } from './exposure.decider.js';
import { EndRecall, knownRecall, NoteRecall } from './recall.decider.js';

export const exposureHandlers = [
  decides(exposure, NoteExposure),
  decides(knownRecall, NoteRecall),
  decides(knownRecall, EndRecall),
];
