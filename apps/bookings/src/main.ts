import { BookingsModule } from '@stipple/context-bookings';
import { runService } from '@stipple/service';

await runService(BookingsModule);
