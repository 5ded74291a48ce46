import type { Fact, Instant, MomentStep, Subscription } from '@kairos/engine';
import { KNOWN_EVENTS } from '../../packages/engine/src/catalog/known-events.ts';

/** What the config `studio` meters and names, and what Kairos knows by itself. */
const EVENTS = [
  ...[
    'File Exported',
    'Storage Measured',
    'API Called',
    'Client Opened',
    'Board Drawn',
    'Chart Drawn',
    'Charts Opened',
  ],
  ...['Brand Applied', 'Review Closed', 'Work Billed'],
  ...Object.values(KNOWN_EVENTS).flat(),
];
const WORDS = [
  'charts',
  'boards',
  'brand',
  'ledger',
  'history',
  'calls',
  'storage',
  'handover',
  'review',
  'mail',
  'chat',
];
const ODD_NAMES = ['__proto__', 'constructor', 'toString', '', ' ', '\u{1F4D0}', 'ﷺ'.repeat(60), 'x'.repeat(5_000)];
const KEYS = ['bytes', 'calls', 'amount', 'client', 'feature', 'meter', 'seconds', 'query', 'items', 'integration'];
const MORE_KEYS = ['workflow', 'ticket', 'userId', 'user_id', 'role', 'name', 'timezone', 'employees'];
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia', 'Not/AZone'];
const NUMBERS = [0, -1, 0.1, 1e308, -1e308, 5e-324, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER];
const PLANS = ['solo', 'team', 'agency', 'open', 'no longer sold', '__proto__'];
const STEPS: readonly MomentStep[] = ['shown', 'clicked', 'checkout-started', 'converted', 'dismissed'];

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const START = Date.UTC(2026, 0, 1);

/**
 * Facts of every shape, without end and without keeping any: the same from the same seed. Time goes on by a few minutes, sometimes by
 * weeks, and one in eight comes late, up to half a year.
 */
export class FuzzFacts {
  readonly #random: () => number;
  #now = START;
  #count = 0;

  constructor(seed: number) {
    this.#random = mulberry32(seed);
  }

  /** The latest time that any fact told of. */
  get now(): Instant {
    return this.#now as Instant;
  }

  /** A whole number from 0 to below `limit`. */
  below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  next(): Fact {
    this.#count += 1;
    const leap = this.#oneIn(2_000) ? this.below(60) * DAY_MS : this.below(10) * MINUTE_MS;
    this.#now += leap;
    const late = this.#oneIn(8) ? this.below(180) * DAY_MS : 0;
    const at = Math.max(0, this.#now - late) as Instant;
    const common = { id: `fact-${this.#count}`, at };
    const kind = this.below(100);
    if (kind < 78)
      return { kind: 'track', ...common, user: this.#user(), event: this.#event(), properties: this.#properties() };
    if (kind < 83)
      return {
        kind: 'page',
        ...common,
        user: this.#user(),
        name: this.#oneOf(['Pricing', 'Docs', '']),
        properties: {},
      };
    if (kind < 88) return { kind: 'identify', ...common, user: this.#user() ?? 'ana', traits: this.#properties() };
    if (kind < 92) return { kind: 'group', ...common, user: this.#user(), traits: this.#properties() };
    if (kind < 94) return { kind: 'alias', ...common, user: this.#user() ?? 'ana', previous: 'visitor' };
    return kind < 96 ? { kind: 'subscription', ...common, subscription: this.#subscription(at) } : this.#moment(common);
  }

  #moment(common: { readonly id: string; readonly at: Instant }): Fact {
    const moment = `mom-${this.below(200)}`;
    if (this.#oneIn(2)) return { kind: 'moment', ...common, moment, step: this.#oneOf(STEPS) };
    const user = this.#user() ?? 'ana';
    const offered = { play: 'outgrowing-limit', signal: null, user, session: null, reactive: this.#oneIn(2) };
    return { kind: 'moment', ...common, moment, step: 'offered', offered };
  }

  #subscription(at: Instant): Subscription {
    const startedAt = (at - this.below(400) * DAY_MS) as Instant;
    const renewsAt = (at + (1 + this.below(365)) * DAY_MS) as Instant;
    const interval = this.#oneOf(['month', 'year'] as const);
    const seats = this.#oneIn(2) ? this.below(30) : null;
    const period = { startedAt: Math.max(0, startedAt) as Instant, renewsAt };
    return { plan: this.#oneOf(PLANS), interval, seats, ...period, billedBy: 'kairos', pending: null };
  }

  #user(): string | null {
    const kind = this.below(20);
    if (kind === 0) return null;
    if (kind === 1) return this.#oneOf(ODD_NAMES).slice(0, 200);
    return `user-${this.below(kind < 4 ? 5_000 : 12)}`;
  }

  #event(): string {
    return this.#oneIn(25) ? this.#oneOf(ODD_NAMES) : this.#oneOf(EVENTS);
  }

  #properties(): Readonly<Record<string, unknown>> {
    const properties: Record<string, unknown> = {};
    for (let count = this.below(4); count > 0; count -= 1) properties[this.#key()] = this.#value(0);
    return properties;
  }

  #key(): string {
    const kind = this.below(20);
    if (kind === 0) return `key-${this.below(100_000)}`;
    if (kind === 1) return this.#oneOf(ODD_NAMES);
    return this.#oneOf(kind < 13 ? KEYS : MORE_KEYS);
  }

  #value(depth: number): unknown {
    switch (this.below(depth > 3 ? 7 : 9)) {
      case 0:
        return this.#oneOf(NUMBERS);
      case 1:
        return this.below(400);
      case 2:
      case 3:
        return this.#oneOf(WORDS);
      case 4:
        return this.#oneOf(ZONES);
      case 5:
        return this.#oneOf(ODD_NAMES);
      case 6:
        return this.#oneOf([null, true, false, undefined]);
      case 7:
        return Array.from({ length: this.below(6) }, () => this.#value(depth + 1));
      default:
        return { [this.#key()]: this.#value(depth + 1) };
    }
  }

  #oneIn(times: number): boolean {
    return this.below(times) === 0;
  }

  #oneOf<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }
}

/** Numbers from 0 to below 1, the same from the same seed (Tommy Ettinger's mulberry32). */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
