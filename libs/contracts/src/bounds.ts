/**
 * Sizes in bytes of UTF-8. Each fits into the next with its envelope: an event as stored (its data and its actor), the
 * message made of it (with subject and headers), and a leaf of the audit log, which holds either.
 */
export const sizes = {
  event: 48 * 1_024,
  message: 60_000,
  leaf: 65_535,
} as const;

/**
 * Days for which growing things are kept. The inbox remembers messages for twice as long as the broker keeps them, so
 * that a consumer that was away handles none twice. Publishing old messages again goes back at most `broker` days.
 */
export const ages = {
  /** Messages on a topic. */
  broker: 30,
  /** Dead letters, which people look at later. */
  deadLetters: 180,
  /** The ids of handled messages of other contexts. */
  inbox: 60,
  /** Outcomes of commands. A command sent again within this time changes nothing. */
  commands: 30,
  /** Decisions about parked messages and events. */
  parkedDecisions: 1_096,
} as const;
