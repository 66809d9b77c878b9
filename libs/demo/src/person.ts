import type { GraphClient, Refusal } from './client.js';
import { commandIdOf } from './client.js';
import { operations } from './operations.gen.js';

type Operation = keyof typeof operations;

/** A rule stood in the way where none was expected. */
class UnexpectedRefusal extends Error {
  override name = 'UnexpectedRefusal';
}

/** Somebody who works with the graph by the operations of a clinic's day. */
export class Person {
  constructor(readonly client: GraphClient) {}

  /**
   * Does something that is expected to be accepted; answers the payload. With `deed`, doing it again changes nothing.
   * @throws UnexpectedRefusal
   */
  async does<Payload extends object>(operation: Operation, input: object, deed?: string): Promise<Payload> {
    const payload = await this.tries<Payload>(operation, input, deed);
    if (payload.refusals.length > 0)
      throw new UnexpectedRefusal(
        `${operation}: ${payload.refusals.map((refusal) => `${refusal.code} ${refusal.message}`).join(' ')}`,
      );
    return payload;
  }

  /** Does something that may be refused; answers the payload with its refusals. */
  async tries<Payload extends object>(
    operation: Operation,
    input: object,
    deed?: string,
  ): Promise<Payload & { refusals: Refusal[] }> {
    const answer = await this.client.get<Record<string, Payload & { refusals: Refusal[] }>>(operations[operation], {
      input: deed === undefined ? input : { ...input, commandId: commandIdOf(deed) },
    });
    return answer[operation] as Payload & { refusals: Refusal[] };
  }

  /** Asks a question; answers what stands under the operation's name. */
  async asks<Answer>(operation: Operation, variables: object): Promise<Answer> {
    return (await this.client.get<Record<string, Answer>>(operations[operation], variables))[operation] as Answer;
  }
}
