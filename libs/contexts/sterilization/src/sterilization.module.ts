import { Module } from '@nestjs/common';
import { anyView, eventStoreMigrations } from '@stipple/event-store';
import { contextDefinition, wholeGraph } from '@stipple/service';
import { clinicHandlers } from './heard/clinic.handlers.js';
import { HygieneEventsResolver } from './hygiene-events/hygiene-events.resolver.js';
import { HygieneEvents, hygieneEvents } from './hygiene-events/hygiene-events.view.js';
import { Loaders } from './loaders.js';
import { loadHandlers } from './load/load.handlers.js';
import { LoadResolver } from './load/load.resolver.js';
import { Loads, loads } from './load/load.view.js';
import { packHandlers } from './pack/pack.handlers.js';
import { PackResolver } from './pack/pack.resolver.js';
import { Packs, packs } from './pack/pack.view.js';
import { publishes } from './publishes.js';
import { recallHandlers } from './recall/recall.handlers.js';
import { RecallResolver } from './recall/recall.resolver.js';
import { recallReach, Recalls, recalls } from './recall/recall.view.js';
import type { Resolvers, ResolversParentTypes } from './resolvers.gen.js';
import { roomHandlers } from './room/room.handlers.js';
import { RoomResolver } from './room/room.resolver.js';
import { Rooms, rooms } from './room/room.view.js';
import { sdl } from './sdl.gen.js';
import { sterilizerHandlers } from './sterilizer/sterilizer.handlers.js';
import { SterilizerResolver } from './sterilizer/sterilizer.resolver.js';
import { Sterilizers, sterilizers } from './sterilizer/sterilizer.view.js';
import { subscribes } from './subscribes.js';
import { treatmentHandlers } from './heard/treatment.handlers.js';

const handlers = [
  ...clinicHandlers,
  ...roomHandlers,
  ...sterilizerHandlers,
  ...loadHandlers,
  ...packHandlers,
  ...recallHandlers,
  ...treatmentHandlers,
];
const resolvers = wholeGraph<Resolvers, ResolversParentTypes>()(
  RoomResolver,
  SterilizerResolver,
  LoadResolver,
  PackResolver,
  RecallResolver,
  HygieneEventsResolver,
);

@Module({
  providers: [
    ...handlers.map((handler) => handler.provider),
    ...resolvers,
    Rooms,
    Sterilizers,
    Loads,
    Packs,
    Recalls,
    HygieneEvents,
    Loaders,
  ],
})
export class SterilizationModule {
  static readonly parts = contextDefinition({
    name: 'sterilization',
    handlers,
    views: [
      anyView(rooms),
      anyView(sterilizers),
      anyView(loads),
      anyView(packs),
      anyView(recalls),
      anyView(recallReach),
      anyView(hygieneEvents),
    ],
    sdl: Object.values(sdl),
    resolvers,
    publishes,
    subscriptions: subscribes,
    migrations: eventStoreMigrations('sterilization'),
  });
}
