import { ReadCoalescer, type Database, type Position } from '@stipple/event-store';
import { isUuid } from '@stipple/text';

/** The most outcomes remembered, and how many of the oldest are then forgotten. */
const mostRemembered = 20_000;
const forgottenAtOnce = 5_000;

/** Which messages had their effect, for requests that wait for one. */
export class SettledMessages {
  private readonly positions = new Map<string, Position | undefined>();
  private waiting: { id: string; reached: () => void }[] = [];

  constructor(private readonly database: Database) {}

  /**
   * The position in our own log at which a message's effect stands, once it was handled. Undefined at the deadline
   * (epoch milliseconds), and for a message without effect.
   */
  async settled(messageId: string, deadline: number): Promise<Position | undefined> {
    // Clients may send back anything. An id that no message can have is not waited for.
    if (!isUuid(messageId)) return undefined;
    const id = messageId.toLowerCase();
    for (let wait = 5; !this.positions.has(id); wait = Math.min(100, wait * 2)) {
      if (Date.now() >= deadline) return undefined;
      const found = await this.effects.ask(id);
      if (found) this.remember(id, found.position ?? undefined);
      else await this.soon(id, Math.min(wait, deadline - Date.now()));
    }
    return this.positions.get(id);
  }

  remember(messageId: string, position: Position | undefined): void {
    this.positions.set(messageId, position);
    if (this.positions.size > mostRemembered)
      for (const oldest of [...this.positions.keys()].slice(0, forgottenAtOnce)) this.positions.delete(oldest);
    for (const entry of this.waiting.filter((one) => one.id === messageId)) entry.reached();
  }

  /** Looks up many messages in one query: many requests wait at once. */
  private readonly effects = new ReadCoalescer<string, { position: string | null } | undefined>(async (ids) => {
    const { rows } = await this.database.query<{ message_id: string; position: string | null }>(
      'select message_id, position from inbox where message_id = any ($1::uuid[])',
      [ids],
    );
    const byId = new Map(rows.map((row) => [row.message_id, row]));
    return ids.map((id) => byId.get(id));
  });

  private soon(messageId: string, milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const entry = { id: messageId, reached: () => settle() };
      const timer = setTimeout(() => settle(), Math.max(1, milliseconds));
      const settle = () => {
        clearTimeout(timer);
        this.waiting = this.waiting.filter((other) => other !== entry);
        resolve();
      };
      this.waiting.push(entry);
    });
  }
}
