import { handlerFor } from '@stipple/service';
import { client, RecordConsultation, RecordPatchTest, RegisterClient, SignConsent } from './client.decider.js';

export const clientHandlers = [
  handlerFor(client, RegisterClient),
  handlerFor(client, RecordConsultation),
  handlerFor(client, RecordPatchTest),
  handlerFor(client, SignConsent),
];
