export * as billing from './billing.js';
export * as bookings from './bookings.js';
export { ages, sizes } from './bounds.js';
export { contractOf } from './contracts.js';
export * from './message.js';
export * as staff from './staff.js';
export * as sterilization from './sterilization.js';
export * as treatments from './treatments.js';
