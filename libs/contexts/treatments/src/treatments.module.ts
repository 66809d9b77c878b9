import { Module } from '@nestjs/common';
import { anyView, eventStoreMigrations } from '@stipple/event-store';
import { contextDefinition, wholeGraph } from '@stipple/service';
import { heardHandlers } from './heard/heard.handlers.js';
import { Loaders } from './loaders.js';
import { pigmentHandlers } from './pigment/pigment.handlers.js';
import { PigmentRecalls, pigmentRecalls } from './pigment/pigment-recall.view.js';
import { PigmentResolver } from './pigment/pigment.resolver.js';
import { PigmentLots, pigmentLots } from './pigment/pigment.view.js';
import { publishes } from './publishes.js';
import type { Resolvers, ResolversParentTypes } from './resolvers.gen.js';
import { sdl } from './sdl.gen.js';
import { subscribes } from './subscribes.js';
import { treatmentHandlers } from './treatment/treatment.handlers.js';
import { TreatmentResolver } from './treatment/treatment.resolver.js';
import { Treatments, treatments } from './treatment/treatment.view.js';

const handlers = [...heardHandlers, ...pigmentHandlers, ...treatmentHandlers];
const resolvers = wholeGraph<Resolvers, ResolversParentTypes>()(PigmentResolver, TreatmentResolver);

@Module({
  providers: [
    ...handlers.map((handler) => handler.provider),
    ...resolvers,
    PigmentLots,
    PigmentRecalls,
    Treatments,
    Loaders,
  ],
})
export class TreatmentsModule {
  static readonly parts = contextDefinition({
    name: 'treatments',
    handlers,
    views: [anyView(pigmentLots), anyView(pigmentRecalls), anyView(treatments)],
    sdl: Object.values(sdl),
    resolvers,
    publishes,
    subscriptions: subscribes,
    migrations: eventStoreMigrations('treatments'),
  });
}
