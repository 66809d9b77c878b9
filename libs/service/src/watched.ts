/** Observes a context at work. It gets names and counts only. */
export interface Watcher {
  /** A command's events were stored, or not, after so many seconds, its waiting time included. */
  appended(seconds: number, outcome: 'stored' | 'failed'): void;
  /** So many commands went to the database in one call. */
  batched(commands: number): void;
  published(messages: number): void;
  /**
   * The outcome of a message. `done`: it had its effect. `seen`: it had it before. `parked`. `newer`: a newer version
   * of a message that we subscribe to. `foreign`: it came from a context that does not own it.
   */
  consumed(type: string, outcome: 'done' | 'seen' | 'parked' | 'newer' | 'foreign'): void;
  /** A command of this type was accepted and ignored: it came too late, or was about nothing here. */
  ignored(command: string): void;
  deadLetter(outcome: 'sent' | 'lost'): void;
}

/** Holds a context's observer. None until `measure` is called. */
export interface Watched {
  by?: Watcher;
}
