import type { InjectionToken } from '@nestjs/common';
import type { Broker, Log as BrokerLog } from '@stipple/messaging';

/** Structured log lines; never personal data, never secrets. */
export interface Logger {
  debug?(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The same log for a broker adapter. */
export const brokerLog =
  (log: Logger): BrokerLog =>
  (level, message, fields) => {
    if (level !== 'debug') log[level](fields ?? {}, message);
  };

/** A value for Nest to inject, under its class or symbol. */
export interface Provided {
  token: InjectionToken;
  value: unknown;
}

/** What a process gives to a context that it runs. */
export interface ContextHost {
  /** Connection of the context's own role. */
  databaseUrl: string;
  broker: Broker;
  /** 32 bytes that wrap the keys of personal data. */
  masterKey: Buffer;
  log: Logger;
  /** Whether other processes of the same service may run. They then wake each other through the database. */
  peers: boolean;
  /** Whether it retries parked messages by itself. True by default. */
  tends?: boolean;
  /** Further values for the context's module to inject. */
  provide?: readonly Provided[];
  /** E-mail address of the first administrator, invited where the installation has none. */
  firstAdministrator?: string;
}
