import { setTimeout as pause } from 'node:timers/promises';
import { GraphClient, type GraphErrors } from './client.js';

type Answer<Data> = { data?: Data | null; errors?: GraphErrors['errors']; status: number };

/** Codes of what may be well a moment later. */
const passing = ['SERVICE_UNAVAILABLE', 'RATE_LIMITED', 'CONFLICT'];

export interface Patience {
  /** Ends all waiting. */
  signal: AbortSignal;
  /** Told what is waited for, once each time it changes; undefined when it goes on. */
  waits: (why: string | undefined) => void;
}

/**
 * Somebody who asks again for as long as nobody answers: a service that is away delays them, and no more. What they
 * send has to be harmless when it arrives twice.
 */
export class PatientClient extends GraphClient {
  constructor(
    url: string,
    private readonly patience: Patience,
    token?: string,
  ) {
    super(url, token);
  }

  override withToken(token: string): PatientClient {
    return new PatientClient(this.url, this.patience, token);
  }

  override async ask<Data>(document: string, variables: object = {}): Promise<Answer<Data>> {
    const { signal, waits } = this.patience;
    let told: string | undefined;
    for (let tries = 1; ; tries += 1) {
      signal.throwIfAborted();
      const answer = await this.attempt<Data>(document, variables);
      if (typeof answer !== 'string') {
        if (told !== undefined) waits(undefined);
        return answer;
      }
      if (answer !== told) waits((told = answer));
      await pause(Math.min(5_000, 100 * 2 ** tries), undefined, { signal });
    }
  }

  /** The answer, or in a sentence why there is none yet. */
  private async attempt<Data>(document: string, variables: object): Promise<Answer<Data> | string> {
    try {
      const answer = await super.ask<Data>(document, variables);
      const problem = answer.errors?.find(({ extensions }) => passing.includes(extensions?.code ?? ''));
      return problem ? problem.message : answer;
    } catch (error) {
      // No connection, none in time, or an answer that is no JSON: the gateway is starting, or on its way down.
      const { name, message } = error as Error;
      return name === 'SyntaxError' ? 'The gateway does not answer yet.' : `The gateway cannot be reached: ${message}.`;
    }
  }
}
