import type { GraphQLScalarType } from 'graphql';
import type { Actor } from '@stipple/event-store';
import type { Ending, Proxies, Subgraph } from '@stipple/service';
import type { Limits } from './limits.js';
import type { GatewayLog } from './log.js';
import type { Rates } from './rates.js';

/** The health of one part of the installation, with a reason in a few words. */
export interface PartHealth {
  /** False only where it is down. */
  ok: boolean;
  /** `degraded`: it works, and needs attention. A part without a status is as `ok` says. */
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
  /** The person behind a bearer token. Undefined when it is not, or no longer, valid. */
  verifyToken(token: string): Promise<Actor | undefined>;
  /** Address to listen on. */
  host: string;
  /** TCP port; 0 takes a free one. */
  port: number;
  /** Every part by name, for `/health/ready`. Given 5 s. */
  health(): Promise<Record<string, PartHealth>>;
  /** The reason, for `/health/live`, why only a new process can go on. Undefined while a restart would not help. */
  restart?(): string | undefined;
  /** Prometheus text of everything else in this process, for `/metrics`. The gateway adds its own. */
  metrics(): Promise<string>;
  log: GatewayLog;
  /** Epoch milliseconds; the machine's clock when absent. */
  clock?: () => number;
  /** The reverse proxies whose X-Forwarded-For is trusted. None when absent. */
  proxies?: Proxies;
  /**
   * A secret that shows metrics and the details of health from everywhere. Without it they are shown on this machine
   * only.
   */
  metricsToken?: string;
  /** A port that shows them to everybody who reaches it. 0 takes a free one. */
  metricsPort?: number;
  /** The reason why this process is ending. It is then neither ready nor live. */
  ending?: Pick<Ending, 'reason'>;
  /** Operations for the page's menu. */
  examples?: readonly Example[];
  /** Custom scalars whose input is checked here, before anything runs. */
  scalars?: readonly GraphQLScalarType[];
  /** The limits of one operation; `defaultLimits` where absent. */
  limits?: Partial<Limits>;
  /** The request rates of one person or address; false for no limit. */
  rates?: Partial<Rates> | false;
  /** The longest time for an operation, in milliseconds; 10,000 when absent. */
  timeout?: number;
}

export interface Gateway {
  /** `http://host:port` without a slash at the end. */
  url: string;
  /** The address of the metrics, where they have a port of their own. */
  metricsUrl?: string;
  /** The planner: the prebuilt native one, or stitching in JavaScript where there is none. */
  planner: 'native' | 'stitching';
  /** Takes no more requests, lets running ones finish for up to 5 s, and frees the port. */
  stop(): Promise<void>;
}
