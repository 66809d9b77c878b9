import 'reflect-metadata';
import { Module, type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { EventStore, Log } from '@stipple/event-store';
import type { ContextHost, Provided } from './host.js';
import { Inbox } from './inbox.js';
import type { Messages } from './messages.js';
import type { ContextModule } from './definitions.js';
import { Reads } from './reads.js';
import type { Storage } from './storage.js';

/** Starts the context's Nest application, with the store and the read models to inject. */
export async function openNest(
  module: ContextModule,
  host: ContextHost,
  { store, database, log }: Storage,
  { inbox }: Messages,
): Promise<INestApplicationContext> {
  const application = await NestFactory.createApplicationContext(
    hostModule(module, [
      { token: EventStore, value: store },
      { token: Reads, value: new Reads(database) },
      { token: Log, value: log },
      { token: Inbox, value: inbox },
      ...(host.provide ?? []),
    ]),
    { logger: ['error', 'warn'], abortOnError: false },
  );
  await application.init();
  return application;
}

function hostModule(module: ContextModule, values: readonly Provided[]): DynamicModule {
  const providers = values.map(({ token, value }) => ({ provide: token, useValue: value }));
  @Module({})
  class StoreModule {}
  @Module({})
  class HostModule {}
  return {
    module: HostModule,
    imports: [CqrsModule.forRoot(), { module: StoreModule, global: true, providers, exports: providers }, module],
  };
}
