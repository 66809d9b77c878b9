/**
 * Sizes in bytes of UTF-8, each small enough to fit into the next with what is put around it: an event as it is stored
 * (its data and who did it), the message that follows from it (with subject and headers), and a leaf of the audit log,
 * which holds either.
 */
export const sizes = {
  event: 48 * 1_024,
  message: 60_000,
  leaf: 65_535,
} as const;

/**
 * For how many days things are kept that would otherwise grow for ever. What was heard is remembered for longer than
 * the broker can deliver it again, with as long again for a consumer that was away; who publishes old messages anew
 * goes back no further than `broker` days.
 */
export const ages = {
  /** Messages on a topic. */
  broker: 30,
  /** Dead letters, at which people look later. */
  deadLetters: 180,
  /** Which messages of others were handled. */
  inbox: 60,
  /** Outcomes of commands: sent again within this time, a command changes nothing. */
  commands: 30,
  /** Who decided what about parked things. */
  parkedDecisions: 1_096,
} as const;
