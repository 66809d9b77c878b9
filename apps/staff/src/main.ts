import { StaffModule } from '@stipple/context-staff';
import { runService } from '@stipple/service';

await runService(StaffModule, (identity) => StaffModule.provide(identity));
