import type { GraphQLScalarType } from 'graphql';
import type { Actor } from '@stipple/event-store';
import type { Ending, Proxies, Subgraph } from '@stipple/service';
import type { Limits } from './limits.js';
import type { GatewayLog } from './log.js';
import type { Rates } from './rates.js';

/** Whether a part of the installation works, and in a few words why not. */
export interface PartHealth {
  /** False only where it is down. */
  ok: boolean;
  /** `degraded`: it works, and something has to be seen to. Where a part does not say, it is as `ok` says. */
  status?: 'ok' | 'degraded' | 'down';
  detail?: string;
}

/** An operation that the page offers to try. */
export interface Example {
  name: string;
  document: string;
  variables?: Record<string, unknown>;
}

export interface GatewayOptions {
  subgraphs: readonly Subgraph[];
  /** Who a bearer token stands for; undefined when it is not, or no longer, good. */
  verifyToken(token: string): Promise<Actor | undefined>;
  /** Address to listen on. */
  host: string;
  /** TCP port; 0 takes a free one. */
  port: number;
  /** Every part by name, for `/health/ready`. Given 5 s. */
  health(): Promise<Record<string, PartHealth>>;
  /**
   * Why only a new process can go on with the work, for `/health/live`; undefined while a restart would help nothing.
   */
  restart?(): string | undefined;
  /** Prometheus text of everything else in this process, for `/metrics`; the gateway adds its own. */
  metrics(): Promise<string>;
  log: GatewayLog;
  /** Epoch milliseconds; the machine's clock when absent. */
  clock?: () => number;
  /** The reverse proxies whose X-Forwarded-For is believed; none when absent. */
  proxies?: Proxies;
  /**
   * A secret with which metrics and the details of health are shown from everywhere; without it, only on this machine.
   */
  metricsToken?: string;
  /** A port at which they are shown to everybody who reaches it; 0 takes a free one. */
  metricsPort?: number;
  /** Why this process is ending, if it is: it is then neither ready nor live. */
  ending?: Pick<Ending, 'reason'>;
  /** Operations for the page's menu. */
  examples?: readonly Example[];
  /** Custom scalars whose input is checked here, so that a bad value is refused before anything runs. */
  scalars?: readonly GraphQLScalarType[];
  /** How much one operation may ask for; `defaultLimits` for what is left out. */
  limits?: Partial<Limits>;
  /** How often one person or address may ask; false for no bound. */
  rates?: Partial<Rates> | false;
  /** How long an operation may take, in milliseconds; 10,000 when absent. */
  timeout?: number;
}

export interface Gateway {
  /** `http://host:port` without a slash at the end. */
  url: string;
  /** Where metrics are shown at a port of their own. */
  metricsUrl?: string;
  /** How operations are planned: by the prebuilt native planner, or by stitching in JavaScript where there is none. */
  planner: 'native' | 'stitching';
  /** Takes no more requests, lets those that run finish for up to 5 s, and frees the port. */
  stop(): Promise<void>;
}
