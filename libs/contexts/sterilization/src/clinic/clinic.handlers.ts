import { decides } from '@stipple/service';
import { clinic, NoteClinic } from './clinic.decider.js';

export const clinicHandlers = [decides(clinic, NoteClinic)];
