import { messageOf } from '@stipple/text';
import type { Logger } from './host.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Sends traces to an OpenTelemetry collector when `OTEL_EXPORTER_OTLP_ENDPOINT` (or
 * `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`) names one, as JSON over HTTP. Otherwise none of it is loaded. The exporter and
 * sampler read the other `OTEL_…` variables themselves.
 * @param name the process's name; `OTEL_SERVICE_NAME` overrides it
 * @returns the function that sends the rest and ends, within five seconds
 */
export async function startTracing(
  name: string,
  log: Pick<Logger, 'info' | 'warn'>,
  environment: Environment = process.env,
): Promise<() => Promise<void>> {
  const endpoint = environment['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] || environment['OTEL_EXPORTER_OTLP_ENDPOINT'];
  if (!endpoint || environment['OTEL_SDK_DISABLED'] === 'true' || environment['OTEL_TRACES_EXPORTER'] === 'none')
    return () => Promise.resolve();
  const [
    { diag, DiagLogLevel },
    { BatchSpanProcessor, NodeTracerProvider },
    { OTLPTraceExporter },
    { resourceFromAttributes },
  ] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const tell = (message: string) => log.warn({ reason: message.slice(0, 500) }, 'traces cannot be sent');
  diag.setLogger(
    { error: tell, warn: tell, info: () => undefined, debug: () => undefined, verbose: () => undefined },
    DiagLogLevel.WARN,
  );
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({
      'service.name': environment['OTEL_SERVICE_NAME'] || name,
      'service.namespace': 'stipple',
    }),
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter({ timeoutMillis: 5_000 }), { exportTimeoutMillis: 5_000 }),
    ],
  });
  provider.register();
  log.info({ host: hostOf(endpoint) }, 'traces are sent');
  return async () => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, 5_000)));
    try {
      await Promise.race([provider.shutdown(), late]);
    } catch (error) {
      tell(messageOf(error));
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Leaves out the endpoint's user and password. */
const hostOf = (endpoint: string): string =>
  URL.canParse(endpoint) ? new URL(endpoint).host : 'an address that cannot be read';
