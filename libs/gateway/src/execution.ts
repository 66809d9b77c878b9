import { buildSchema, execute, GraphQLError, Kind } from 'graphql';
import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { completed } from './completion.js';
import { codeOf, internalCode, maskedMessage, refuse, shown, unbundled } from './errors.js';
import type { Exchange } from './exchange.js';
import { checkLimits } from './limits.js';
import type { Limits } from './limits.js';
import { operationOf } from './operation.js';
import type { Operation, Step } from './operation.js';
import type { GatewayLog } from './log.js';
import type { Planner } from './planners.js';
import { askedFor } from './positions.js';
import { variablesOf } from './variables.js';
import type { Variables } from './variables.js';

/** The schema for people who are not signed in. */
const blank = buildSchema('type Query { nothing: Boolean } type Mutation { nothing: Boolean }');

/** Runs validated operations over the subgraphs: checks limits and variables first, and masks errors afterwards. */
export class Execution {
  constructor(
    private readonly apiSchema: GraphQLSchema,
    private readonly planner: Planner,
    private readonly limits: Limits,
    private readonly log: GatewayLog,
  ) {}

  /** @param node the operation to run. Undefined where the request names none, or one that does not exist. */
  async run(
    document: DocumentNode,
    node: OperationDefinitionNode | undefined,
    name: string | undefined,
    variables: Variables,
    exchange: Exchange,
  ): Promise<ExecutionResult> {
    try {
      if (!node) return { errors: [new GraphQLError(notFound(document, name))] };
      if (!this.apiSchema.getRootType(node.operation))
        throw refuse('BAD_USER_INPUT', `There is no ${node.operation} here.`, { status: 400 });
      const operation = operationOf(document, node);
      const { raw, coerced, errors } = variablesOf(operation, variables, this.apiSchema);
      if (errors.length > 0) return { errors };
      checkLimits(operation, coerced, this.apiSchema, this.limits);
      if (operation.introspects === 'mixed')
        throw refuse('BAD_USER_INPUT', 'Ask for __schema or __type in an operation of its own.', { status: 400 });
      if (operation.introspects === 'only') return await this.introspect(document, node, raw, exchange);
      return this.seenBy(exchange, await this.runSteps(operation, raw, coerced, exchange));
    } catch (error) {
      return this.failed(error, exchange);
    }
  }

  /** Answers a question about the schema; to somebody not signed in, about a blank one. */
  private async introspect(
    document: DocumentNode,
    { name }: OperationDefinitionNode,
    variableValues: Variables,
    { actor }: Exchange,
  ): Promise<ExecutionResult> {
    const schema = actor ? this.apiSchema : blank;
    return await execute({ schema, document, operationName: name?.value, variableValues });
  }

  /** A refusal as it is, and any other error logged and masked. */
  private failed(error: unknown, { correlationId, operation }: Exchange): ExecutionResult {
    if (error instanceof GraphQLError && codeOf(error) !== internalCode) return { errors: [error] };
    this.log.error({ correlationId, operation, err: error }, 'an operation failed');
    const extensions = { code: internalCode, http: { status: 500 } };
    return { errors: [new GraphQLError(maskedMessage(correlationId), { extensions })] };
  }

  private async runSteps(
    operation: Operation,
    raw: Variables,
    coerced: Variables,
    exchange: Exchange,
  ): Promise<ExecutionResult> {
    let data: Record<string, unknown> = {};
    const errors: GraphQLError[] = [];
    for (const step of operation.steps) {
      // The native planner cannot plan an empty step, which @skip and @include may leave.
      if (askedFor(step.document, coerced).keys.length === 0) continue;
      const planned = await this.planned(step, raw, exchange, Object.keys(data).length > 0);
      const result =
        exchange.incomplete && this.planner.kind === 'native'
          ? completed(planned, step.operation, operation.fragments, this.apiSchema)
          : planned;
      errors.push(...(result.errors ?? []));
      data = { ...data, ...result.data };
      // After a null at the root, no further step begins.
      if (!result.data) return { data: null, errors };
    }
    return { data, errors };
  }

  /** @param begun whether an earlier step has run; refusing the whole operation would hide its outcome */
  private async planned(step: Step, raw: Variables, exchange: Exchange, begun: boolean): Promise<ExecutionResult> {
    try {
      return await this.planner.run(step, raw, exchange);
    } catch (error) {
      if (begun && error instanceof GraphQLError && codeOf(error) !== internalCode)
        return { data: null, errors: [new GraphQLError(error.message, { extensions: { code: codeOf(error) } })] };
      throw error;
    }
  }

  private seenBy(exchange: Exchange, { data, errors = [] }: ExecutionResult): ExecutionResult {
    const told = new Map<string, GraphQLError>();
    for (const error of errors.flatMap(unbundled)) {
      const one = shown(error, exchange, this.log);
      told.set(JSON.stringify([one.path, codeOf(one), one.message]), one);
    }
    return told.size > 0 ? { data, errors: [...told.values()] } : { data };
  }
}

function notFound(document: DocumentNode, name: string | undefined): string {
  if (!document.definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION))
    return 'There is no operation in the document.';
  return name === undefined
    ? 'Say by operationName which of the operations to run.'
    : `There is no operation named "${name}" in the document.`;
}
