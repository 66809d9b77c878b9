import { handlerFor } from '@stipple/service';
import { exposure, NoteExposure } from './exposure.decider.js';
import { EndRecall, knownRecall, NoteRecall } from './recall.decider.js';

export const exposureHandlers = [
  handlerFor(exposure, NoteExposure),
  handlerFor(knownRecall, NoteRecall),
  handlerFor(knownRecall, EndRecall),
];
