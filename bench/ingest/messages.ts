import type { ConfigInput } from '../../packages/engine/src/index.ts';
import { seededRandom } from '../measuring/random.ts';

/** What every row takes in: Segment track messages of about 380 bytes, of 10,000 accounts at random, so that a thousand touch about 950. */

const ACCOUNTS = 10_000;
const METERS = Array.from({ length: 8 }, (_, index) => `meter-${index}`);
export const BATCH = 100;

/** Eight meters on three plans, and everything else by default. */
export const CONFIG: ConfigInput = {
  product: { name: 'Bench' },
  meters: Object.fromEntries(METERS.map((id) => [id, { event: `Used ${id}`, aggregate: 'count' }])),
  plans: ['free', 'pro', 'business'].map((id, rank) => ({
    id,
    name: id,
    prices: [{ interval: 'month', amount: rank * 4_900 }],
    entitlements: Object.fromEntries(METERS.map((meter) => [meter, { limit: 20 * 50 ** rank }])),
  })),
};

export interface TrackMessage {
  readonly type: 'track';
  readonly messageId: string;
  readonly userId: string;
  readonly event: string;
  readonly timestamp: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly context: { readonly groupId: string } & Readonly<Record<string, unknown>>;
}

/** One message of every account, the first that is ever heard of it. */
export function firstMessages(at: number): readonly TrackMessage[] {
  return Array.from({ length: ACCOUNTS }, (_, index) => messageOf(`first_${index}`, index, index, at));
}

/** So many messages of accounts at random. */
export function laterMessages(count: number, at: number): readonly TrackMessage[] {
  const random = seededRandom(23);
  return Array.from({ length: count }, (_, index) =>
    messageOf(`later_${index}`, Math.floor(random() * ACCOUNTS), index, at),
  );
}

/** The bodies of `/v1/batch`, a hundred messages each. */
export function batchBodies(messages: readonly TrackMessage[]): readonly string[] {
  const bodies: string[] = [];
  for (let from = 0; from < messages.length; from += BATCH) {
    bodies.push(JSON.stringify({ batch: messages.slice(from, from + BATCH) }));
  }
  return bodies;
}

function messageOf(id: string, account: number, turn: number, at: number): TrackMessage {
  return {
    type: 'track',
    messageId: `ajs-next-${id}-5f2b7c1e-9d34-4c4e`,
    userId: `user_${account}_${turn % 5}`,
    event: `Used ${METERS[turn % METERS.length]}`,
    timestamp: new Date(at - 60_000 + (turn % 60_000)).toISOString(),
    properties: { plan: 'free', screen: 'editor', amount: turn % 17, source: 'toolbar' },
    context: {
      groupId: `acct_${account.toString(36)}`,
      library: { name: 'analytics-node', version: '3.1.0' },
      ip: '203.0.113.7',
    },
  };
}
