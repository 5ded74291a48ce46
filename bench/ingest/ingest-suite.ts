import { countText, nanosecondsText } from '../measuring/figure-text.ts';
import { atLeast, atMost } from '../measuring/goals.ts';
import type { Row, Suite } from '../measuring/suite.ts';
import type { Engine } from './time-kairos.ts';

const NAMES: Readonly<Record<Engine, string>> = { postgres: 'PostgreSQL', pglite: 'PGlite' };

const rowsOn = (engine: Engine): readonly Row[] => [
  {
    name: `bare bulk insert, ${NAMES[engine]}`,
    run: async (setting) => (await import('./time-bare-insert.ts')).timeBareInsert(engine, setting),
  },
  {
    name: `kairos, batches, ${NAMES[engine]}`,
    run: async (setting) => (await import('./time-kairos.ts')).timeKairos(engine, '/v1/batch', setting),
  },
  {
    name: `kairos, one by one, ${NAMES[engine]}`,
    run: async (setting) => (await import('./time-kairos.ts')).timeKairos(engine, '/v1/track', setting),
  },
];

const milliseconds = (value: number): string => nanosecondsText(value * 1e6);

/** Ingest through the product's own handler, durable before the answer, beside a bare bulk insert: performance.md, goal (d) and section 0. */
export const ingestSuite: Suite = {
  name: 'ingest',
  about:
    'ingest: messages taken in, folded and durable before the answer; in batches of 100 with 16 in flight, or one by one with 64',
  rounds: 5,
  open: async () => (await import('./round-databases.ts')).openRoundDatabases(),
  columns: [
    { figure: 'perSecond', head: 'messages/s', text: countText },
    { figure: 'perCommit', head: 'messages/commit', text: countText },
    { figure: 'commitMs', head: 'commit', text: milliseconds },
    { figure: 'ackMs', head: 'p50 to answer', text: milliseconds },
    { figure: 'cpuPerBatch', head: 'CPU/batch', text: nanosecondsText },
  ],
  rows: [
    ...rowsOn('postgres'),
    ...rowsOn('pglite'),
    {
      name: 'kairos, served, PostgreSQL',
      run: async (setting) => (await import('./time-http.ts')).timeKairosHttp(setting),
    },
    {
      name: 'fastify + schema, thrown away',
      run: async (setting) => (await import('./time-http.ts')).timeFastifyHttp(setting),
    },
  ],
  goals: [
    atLeast('kairos, batches, PostgreSQL', 'bare bulk insert, PostgreSQL', 0.5, 'perSecond'),
    atLeast('kairos, batches, PGlite', 'bare bulk insert, PGlite', 0.5, 'perSecond'),
    atMost('kairos, served, PostgreSQL', 'fastify + schema, thrown away', 2.3, 'cpuPerBatch'),
  ],
};
