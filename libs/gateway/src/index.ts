export { startGateway } from './gateway.js';
export type { GatewayLog } from './log.js';
export type { Example, Gateway, GatewayOptions, PartHealth } from './options.js';
