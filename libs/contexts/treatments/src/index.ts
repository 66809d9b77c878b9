export { TreatmentsModule } from './treatments.module.js';
