export { found, GraphFault, holds, Request, worksAt } from './access.js';
export { startContext, type RunningContext } from './context.js';
export { brokerLog, type ContextHost, type Logger, type Provided } from './host.js';
export { channelOf, openContext } from './storage.js';
export { answer, mutation, scalars } from './graph.js';
export type { PartHealth } from './health.js';
export { inReadModel, loaderOf } from './loaders.js';
export { openParked, type OpenParked } from './open-parked.js';
export {
  administrator,
  anyone,
  ask,
  atEveryClinic,
  changesBy,
  existing,
  given,
  onlyTheirOwn,
  orThemself,
  perform,
  pointsTo,
  pointsToAll,
  refers,
  role,
  roleOrAdministrator,
  signedIn,
  wideChangesBy,
  type About,
  type Answered,
  type Commands,
  type Existing,
  type Given,
} from './root-fields.js';
export { subgraphSdl } from './parked-graph.js';
export { wholeGraph } from './whole-graph.js';
export type { ParkedThing, Retried } from './parked.js';
export { connectionOf, sliceOf, type KeyForm, type Slice } from './paging.js';
export {
  contextDefinition,
  handlerFor,
  heardBy,
  onMessage,
  type Consequence,
  type ContextModule,
  type ContextDefinition,
  type HandlerDefinition,
  type GraphPart,
  type Subscription,
  type Notice,
} from './definitions.js';
export { Reads } from './reads.js';
export * from './subgraph.port.js';
export { publicKeysOf, type PublicKeys, type SigningKey } from './keys.js';
export { TokenSigner, verifyToken } from './tokens.js';
export { measure, measureProcess } from './metrics.js';
export { remoteSubgraph } from './remote.js';
export { kafkaSettings } from './kafka-settings.js';
export { addressOf, edgeSettings, gatewaySettings } from './settings.js';
export { installDatabase, migrationsKnown } from './install.js';
export { openLog } from './logger.js';
export { republish } from './republish.js';
export { failStart, runService, stopWithParent } from './run.js';
export { currentRoles } from './roster.js';
export { span } from './telemetry.js';
export { startTracing } from './telemetry-export.js';
export { cut, cutWithin } from './cut.js';
export { maySeeInside, onceASecond, Proxies, type Sender } from './callers.js';
export { endOnFault, faultCode, type Ending } from './fault.js';
