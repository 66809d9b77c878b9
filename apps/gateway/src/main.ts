import { BillingModule } from '@stipple/context-billing';
import { BookingsModule } from '@stipple/context-bookings';
import { StaffModule } from '@stipple/context-staff';
import { SterilizationModule } from '@stipple/context-sterilization';
import { TreatmentsModule } from '@stipple/context-treatments';
import { demoHealth, examples } from '@stipple/demo';
import { startGateway } from '@stipple/gateway';
import { onStop } from '@stipple/local-servers';
import {
  currentRoles,
  endOnFault,
  failStart,
  gatewaySettings,
  measureProcess,
  openLog,
  remoteSubgraph,
  scalars,
  startTracing,
  stopWithParent,
  subgraphSdl,
} from '@stipple/service';
import { Registry } from 'prom-client';

const ending = endOnFault();

try {
  const settings = gatewaySettings(process.env);
  const log = openLog({ name: 'gateway', level: process.env['LOG_LEVEL'] ?? 'info' });
  const endTracing = await startTracing('gateway', log);
  /** The file in which the starter of this process reports the demo's progress; undefined without a demo. */
  const demoProgress = process.env['STIPPLE_DEMO_PROGRESS'];
  const registry = new Registry();
  measureProcess(registry);
  const services = [StaffModule, BookingsModule, SterilizationModule, TreatmentsModule, BillingModule].map(
    ({ parts }) =>
      remoteSubgraph({
        name: parts.name,
        typeDefs: subgraphSdl(parts),
        url: settings.serviceUrl(parts.name),
        caller: settings.caller,
        keys: settings.serviceKeys(parts.name),
      }),
  );
  const [staff, ...others] = services;
  if (!staff) throw new Error('There is no staff service.');
  const roster = currentRoles(staff, settings.tokenKeys);
  const gateway = await startGateway({
    subgraphs: [roster.subgraph, ...others],
    verifyToken: (token) => roster.verify(token),
    host: settings.host,
    port: settings.port,
    proxies: settings.proxies,
    ending,
    ...(settings.metricsToken === undefined ? {} : { metricsToken: settings.metricsToken }),
    ...(settings.metricsPort === undefined ? {} : { metricsPort: settings.metricsPort }),
    log,
    metrics: () => registry.metrics(),
    health: async () => ({
      ...Object.fromEntries(
        await Promise.all(services.map(async (service) => [service.name, await service.ready()] as const)),
      ),
      ...(demoProgress ? { demo: await demoHealth(demoProgress) } : {}),
    }),
    scalars: Object.values(scalars),
    examples,
  });
  const stop = async () => {
    await gateway.stop();
    roster.stop();
    for (const service of services) service.close();
    await endTracing();
  };
  ending.stopBy(stop);
  onStop(stop, { say: (line) => process.stderr.write(`${line}\n`) });
  stopWithParent();
  process.send?.({ ready: gateway.url });
} catch (error) {
  failStart(error);
}
