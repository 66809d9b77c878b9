import { decides } from '@stipple/service';
import { knownBooking, NoteBooking } from './booking.decider.js';
import { knownClinic, NoteClinic } from './clinic.decider.js';
import { consents, NoteConsent } from './consent.decider.js';
import { knownPack, NotePack } from './pack.decider.js';
import { NotePrivilege, privileges } from './privilege.decider.js';
import { knownRoom, NoteRoom, NoteRoomHygiene } from './room.decider.js';

export const heardHandlers = [
  decides(knownBooking, NoteBooking),
  decides(knownClinic, NoteClinic),
  decides(consents, NoteConsent),
  decides(knownPack, NotePack),
  decides(privileges, NotePrivilege),
  decides(knownRoom, NoteRoom),
  decides(knownRoom, NoteRoomHygiene),
];
