import { decides } from '@stipple/service';
import { EndExposure, exposure, NoteExposure } from './exposure.decider.js';

export const exposureHandlers = [decides(exposure, NoteExposure), decides(exposure, EndExposure)];
