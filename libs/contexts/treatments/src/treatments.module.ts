import { Module } from '@nestjs/common';
import { anyView, eventStoreMigrations } from '@stipple/event-store';
import { contextDefinition } from '@stipple/service';
import { heardHandlers } from './heard/heard.handlers.js';
import { pigmentHandlers } from './pigment/pigment.handlers.js';
import { ShownLots } from './pigment/pigment-lot.shown.js';
import { PigmentRecalls, pigmentRecalls } from './pigment/pigment-recall.view.js';
import { PigmentResolver, pigmentSdl } from './pigment/pigment.resolver.js';
import { PigmentLots, pigmentLots } from './pigment/pigment.view.js';
import { publishes } from './publishes.js';
import { subscribes } from './subscribes.js';
import { treatmentHandlers } from './treatment/treatment.handlers.js';
import { TreatmentResolver, treatmentSdl } from './treatment/treatment.resolver.js';
import { ShownTreatments } from './treatment/treatment.shown.js';
import { Treatments, treatments } from './treatment/treatment.view.js';

const handlers = [...heardHandlers, ...pigmentHandlers, ...treatmentHandlers];
const resolvers = [PigmentResolver, TreatmentResolver];

@Module({
  providers: [
    ...handlers.map((handler) => handler.provider),
    ...resolvers,
    PigmentLots,
    PigmentRecalls,
    Treatments,
    ShownLots,
    ShownTreatments,
  ],
})
export class TreatmentsModule {
  static readonly parts = contextDefinition({
    name: 'treatments',
    handlers,
    views: [anyView(pigmentLots), anyView(pigmentRecalls), anyView(treatments)],
    sdl: [pigmentSdl, treatmentSdl],
    resolvers,
    publishes,
    subscriptions: subscribes,
    migrations: eventStoreMigrations('treatments'),
  });
}
