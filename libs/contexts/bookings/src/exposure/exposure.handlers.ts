import { decides } from '@stipple/service';
import { exposure, NoteExposure } from './exposure.decider.js';

export const exposureHandlers = [decides(exposure, NoteExposure)];
