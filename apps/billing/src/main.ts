import { BillingModule } from '@stipple/context-billing';
import { runService } from '@stipple/service';

await runService(BillingModule);
