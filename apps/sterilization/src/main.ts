import { SterilizationModule } from '@stipple/context-sterilization';
import { runService } from '@stipple/service';

await runService(SterilizationModule);
