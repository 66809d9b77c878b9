export { GraphClient, GraphErrors, type Refusal } from './client.js';
export { cycle134 } from './cycle.js';
export { demoAccounts } from './demo.js';
export { momentsOf } from './moments.js';
export { examples, operations } from './operations.js';
export { Person } from './person.js';
export { beginDemo, demoAdministrator, wantsDemo } from './begin.js';
export { demoHealth, progressFile } from './progress.js';
