export { stopShape as default } from './shape.mjs';
