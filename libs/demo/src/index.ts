export { commandIdOf, GraphClient, GraphErrors, type Refusal } from './client.js';
export { cycle134 } from './cycle.js';
export { demoAccounts, makeDemo, type DemoOptions } from './demo.js';
export { operations } from './operations.js';
export { Person, UnexpectedRefusal } from './person.js';
export { beginDemo, demoAdministrator, wantsDemo } from './begin.js';
