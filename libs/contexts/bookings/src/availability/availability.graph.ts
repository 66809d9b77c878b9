import type { Slot } from './slots.rules.js';

export const slotToGraph = ({ start, end, staffMemberId, roomId }: Slot) => ({
  start,
  end,
  staffMember: { id: staffMemberId },
  room: { id: roomId },
});
