import { handlerFor } from '@stipple/service';
import { knownBooking, NoteBooking } from './booking.decider.js';
import { knownClinic, NoteClinic } from './clinic.decider.js';
import { consents, NoteConsent } from './consent.decider.js';
import { knownPack, NotePack } from './pack.decider.js';
import { NotePrivilege, privileges } from './privilege.decider.js';
import { knownRoom, NoteRoom, NoteRoomHygiene } from './room.decider.js';

export const heardHandlers = [
  handlerFor(knownBooking, NoteBooking),
  handlerFor(knownClinic, NoteClinic),
  handlerFor(consents, NoteConsent),
  handlerFor(knownPack, NotePack),
  handlerFor(privileges, NotePrivilege),
  handlerFor(knownRoom, NoteRoom),
  handlerFor(knownRoom, NoteRoomHygiene),
];
