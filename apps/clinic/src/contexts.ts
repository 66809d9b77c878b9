import { BillingModule } from '@stipple/context-billing';
import { BookingsModule } from '@stipple/context-bookings';
import { StaffModule } from '@stipple/context-staff';
import { SterilizationModule } from '@stipple/context-sterilization';
import { TreatmentsModule } from '@stipple/context-treatments';
import type { ContextModule } from '@stipple/service';

/** Every context; all run in this one process. */
export const contexts: readonly ContextModule[] = [
  StaffModule,
  BookingsModule,
  SterilizationModule,
  TreatmentsModule,
  BillingModule,
];
