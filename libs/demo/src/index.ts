export { GraphClient, GraphErrors, type Refusal } from './client.js';
export { cycle134 } from './cycle.js';
export { demoAccounts } from './demo.js';
export { momentsOf } from './moments.js';
export { examples } from './examples.js';
export { operations } from './operations.gen.js';
export { Person } from './person.js';
export { beginDemo, demoAdministrator, wantsDemo } from './begin.js';
export { demoHealth, progressFile } from './progress.js';
