import type { KairosOptions } from '../../packages/server/src/index.ts';
import { median } from '../measuring/median.ts';
import type { Figures, Setting } from '../measuring/suite.ts';
import { BenchKairos, type Path } from './bench-kairos.ts';
import { BATCH, batchBodies, firstMessages, laterMessages, type TrackMessage } from './messages.ts';

export type Engine = 'postgres' | 'pglite';

/** Where this round's database is. */
export function placeOf(engine: Engine, { places }: Setting): KairosOptions['database'] {
  const place = places[engine];
  if (place === undefined) throw new Error(`the round has no ${engine}`);
  return engine === 'postgres' ? { url: place } : { directory: place };
}

/** How long messages are sent for; a product that is slow sends fewer, and takes no longer to be measured. */
export function limitMs({ quick }: Setting): number {
  return quick ? 700 : 1_500;
}

/** Sends messages through the product's own handler, in batches of a hundred or one by one, and waits for every answer. */
export async function timeKairos(engine: Engine, path: Path, setting: Setting): Promise<Figures> {
  const kairos = await BenchKairos.open(placeOf(engine, setting));
  const at = Date.now();
  const limit = limitMs(setting);
  const first = batchBodies(tag(firstMessages(at), path));
  await kairos.sendAll('/v1/batch', first, { expected: BATCH, inFlight: 16, limitMs: limit });
  const later = tag(laterMessages(path === '/v1/batch' ? 40_000 : 10_000, at), path);
  const bodies = path === '/v1/batch' ? batchBodies(later) : later.map((message) => JSON.stringify(message));
  const [expected, inFlight] = path === '/v1/batch' ? [BATCH, 16] : [1, 64];
  const before = await kairos.commits();
  const startedAt = performance.now();
  const waits = await kairos.sendAll(path, bodies, { expected, inFlight, limitMs: limit });
  const seconds = (performance.now() - startedAt) / 1_000;
  const after = await kairos.commits();
  await kairos.close();
  const sent = waits.length * expected;
  const commits = after.count - before.count;
  return {
    perSecond: sent / seconds,
    ackMs: median(waits),
    commitMs: ((after.seconds - before.seconds) * 1_000) / commits,
    perCommit: sent / commits,
  };
}

/** Makes ids of their own, since the rows of a round share a database, and what was told before counts no more. */
function tag(messages: readonly TrackMessage[], suffix: string): readonly TrackMessage[] {
  return messages.map((message) => ({ ...message, messageId: `${message.messageId}${suffix}` }));
}
