import { TreatmentsModule } from '@stipple/context-treatments';
import { runService } from '@stipple/service';

await runService(TreatmentsModule);
