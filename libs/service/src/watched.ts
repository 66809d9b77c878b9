/** What a context tells of its work while it does it. Names and counts only. */
export interface Watcher {
  /** A command's events were stored, or not, after so many seconds, waiting for its turn included. */
  appended(seconds: number, outcome: 'stored' | 'failed'): void;
  /** So many commands went to the database in one call. */
  batched(commands: number): void;
  published(messages: number): void;
  /**
   * What came of a message: its effect was done, it had been done before, it was parked, it is a newer version of what
   * is heard and was passed over, or it came from another context than the one whose it is and was not taken.
   */
  consumed(type: string, outcome: 'done' | 'seen' | 'parked' | 'newer' | 'foreign'): void;
  /** A command of this type was accepted and ignored: it came too late, or was about nothing here. */
  ignored(command: string): void;
  deadLetter(outcome: 'sent' | 'lost'): void;
}

/** Where a context finds who watches it: nobody, until `measure` is called. */
export interface Watched {
  by?: Watcher;
}
