import { decides } from '@stipple/service';
import { client, RecordConsultation, RecordPatchTest, RegisterClient, SignConsent } from './client.decider.js';

export const clientHandlers = [
  decides(client, RegisterClient),
  decides(client, RecordConsultation),
  decides(client, RecordPatchTest),
  decides(client, SignConsent),
];
