import { handlerFor } from '@stipple/service';
import { sterilizerRecallCloses } from '../sterilizer/cycle.handlers.js';
import { NoteRecallClosed } from '../sterilizer/sterilizer.decider.js';
import { CloseRecall, OpenRecall, recall, WidenRecall } from './recall.decider.js';

export const opensRecall = handlerFor(recall, OpenRecall);
export const widensRecall = handlerFor(recall, WidenRecall);

export const recallHandlers = [
  opensRecall,
  widensRecall,
  handlerFor(recall, CloseRecall, undefined, (events) =>
    Promise.resolve(
      events.flatMap(({ type, data }) =>
        type === 'RecallClosed'
          ? [
              [
                sterilizerRecallCloses,
                new NoteRecallClosed({ sterilizerId: data.sterilizerId, recallId: data.recallId, at: data.at }),
              ] as const,
            ]
          : [],
      ),
    ),
  ),
];
