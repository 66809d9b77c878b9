export { SterilizationModule } from './sterilization.module.js';
