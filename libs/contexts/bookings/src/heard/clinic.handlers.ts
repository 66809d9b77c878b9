import { handlerFor } from '@stipple/service';
import { clinic, NoteClinic } from './clinic.decider.js';

export const clinicHandlers = [handlerFor(clinic, NoteClinic)];
