export { stopShape as default } from './servers.mjs';
