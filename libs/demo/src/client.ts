import { uuidOf } from '@stipple/event-store';

export interface Refusal {
  code: string;
  message: string;
}

/** Errors of an operation that is no business answer, as the graph gave them. */
export class GraphErrors extends Error {
  override name = 'GraphErrors';
  constructor(
    operation: string,
    readonly errors: readonly {
      message: string;
      path?: readonly (string | number)[];
      extensions?: { code?: string; service?: string };
    }[],
  ) {
    super(`${operation}: ${errors.map((error) => `${error.extensions?.code ?? 'ERROR'} ${error.message}`).join('; ')}`);
  }

  get codes(): string[] {
    return this.errors.map((error) => error.extensions?.code ?? 'ERROR');
  }
}

/** Somebody at the graph's HTTP endpoint, with or without a token. */
export class GraphClient {
  constructor(
    readonly url: string,
    readonly token?: string,
  ) {}

  /** What an operation answers, errors and all. */
  async ask<Data>(
    document: string,
    variables: object = {},
  ): Promise<{ data?: Data | null; errors?: GraphErrors['errors']; status: number }> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(this.token ? { authorization: `Bearer ${this.token}` } : {}) },
      body: JSON.stringify({ query: document, variables }),
      signal: AbortSignal.timeout(30_000),
    });
    return {
      ...((await response.json()) as { data?: Data | null; errors?: GraphErrors['errors'] }),
      status: response.status,
    };
  }

  /** What an operation answers. @throws GraphErrors when it has any */
  async get<Data>(document: string, variables: object = {}): Promise<Data> {
    const { data, errors } = await this.ask<Data>(document, variables);
    if (errors?.length || !data) throw new GraphErrors(nameOf(document), errors ?? []);
    return data;
  }

  /** Signs in. @throws Error with the refusals' sentences */
  async signIn(email: string, password: string): Promise<GraphClient> {
    const { signIn } = await this.get<{ signIn: { token: string | null; refusals: Refusal[] } }>(
      'mutation SignIn($input: SignInInput!) { signIn(input: $input) { token refusals { code message } } }',
      { input: { email, password } },
    );
    if (!signIn.token) throw new Error(signIn.refusals.map((refusal) => refusal.message).join(' '));
    return this.withToken(signIn.token);
  }

  /** The same way to the graph for somebody else. */
  withToken(token: string): GraphClient {
    return new GraphClient(this.url, token);
  }
}

const nameOf = (document: string): string => /(?:query|mutation)\s+(\w+)/.exec(document)?.[1] ?? 'operation';

/** A command id that is the same for the same deed, so that doing it again changes nothing. */
export const commandIdOf = (deed: string): string => uuidOf(deed);
