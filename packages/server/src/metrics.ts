import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What the process tells Prometheus. */
export interface Metrics {
  readonly registry: Registry;
  readonly messages: Counter<'outcome'>;
  readonly decisions: Counter<'outcome'>;
  readonly requests: Histogram<'method' | 'route' | 'status'>;
  readonly flushSeconds: Histogram;
}

/** A registry of its own for each Kairos, so that several can live in one process. `listening` counts open streams. */
export function createMetrics({ listening }: { readonly listening: () => number }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'kairos_streams_open',
    help: 'Browsers that are listening for changes',
    registers,
    collect() {
      this.set(listening());
    },
  });
  return {
    registry,
    messages: new Counter({
      name: 'kairos_messages_total',
      help: 'Messages taken at the door, by outcome: accepted, duplicate or rejected',
      labelNames: ['outcome'],
      registers,
    }),
    decisions: new Counter({
      name: 'kairos_decisions_total',
      help: 'Decisions, by outcome: moment, wall or silence',
      labelNames: ['outcome'],
      registers,
    }),
    requests: new Histogram({
      name: 'kairos_http_request_duration_seconds',
      help: 'Time to answer a request, in seconds',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    flushSeconds: new Histogram({
      name: 'kairos_ingest_commit_duration_seconds',
      help: 'Time of one group commit of messages, in seconds',
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
  };
}
