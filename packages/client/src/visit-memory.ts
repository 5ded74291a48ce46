import { newId } from './new-id.ts';
import { parseJson } from './parse-json.ts';
import { isSnapshot } from './read-wire.ts';
import { fits } from './shape.ts';
import type { SafeStorage } from './storage.ts';
import type { Claims } from './user-token.ts';
import type { Snapshot } from './wire.ts';

/** A session is over when nothing happened for half an hour, the usual web-analytics cut. */
const SESSION_IDLE_MS = 30 * 60_000;
/** Enough to outlast a session; the server keeps the whole list. */
const AWAY_MOMENTS = 20;

export interface VisitMemoryOptions {
  readonly storage: SafeStorage;
  readonly publishableKey: string;
  readonly claims: Claims;
  readonly now: () => number;
}

/** What one user's browser remembers between pages, and shares between tabs. */
export class VisitMemory {
  readonly #storage: SafeStorage;
  readonly #now: () => number;
  readonly #prefix: string;

  constructor({ storage, publishableKey, claims, now }: VisitMemoryOptions) {
    const owner = [publishableKey, claims.account, claims.user].map(encodeURIComponent).join(':');
    this.#storage = storage;
    this.#now = now;
    this.#prefix = `kairos:${owner}:`;
  }

  /** The session that goes on, or a new one after half an hour of nothing. Asking counts as something. */
  session(): string {
    const at = this.#now();
    const kept = this.#read('session');
    const goesOn = isKeptSession(kept) && Math.abs(at - kept.at) < SESSION_IDLE_MS;
    const id = goesOn ? kept.id : `ses_${newId()}`;
    this.#write('session', { id, at });
    return id;
  }

  /** What the server last said on an earlier page, for one that can't reach it; what was offered then is left out. */
  lastSnapshot(): Snapshot | null {
    const kept = this.#read('snapshot');
    return isSnapshot(kept) ? { ...kept, moments: [] } : null;
  }

  keepSnapshot(snapshot: Snapshot): void {
    this.#write('snapshot', { ...snapshot, moments: [] });
  }

  /** The id of the moment that a placement held in this session; null when it held none. */
  placedMoment(placement: string): string | null {
    const kept = this.#read(`placed:${placement}`);
    return isKeptPlacement(kept) && kept.session === this.session() ? kept.moment : null;
  }

  keepPlacedMoment(placement: string, moment: string): void {
    this.#write(`placed:${placement}`, { session: this.session(), moment });
  }

  /** The ids of moments that are not to be shown now: refused, accepted, or put off until later; in whichever tab. */
  awayMoments(): ReadonlySet<string> {
    const now = this.#now();
    const putOff = this.#putOffMoments().filter(([, untilMs]) => untilMs > now);
    return new Set([...this.#endedMoments(), ...putOff.map(([id]) => id)]);
  }

  keepEndedMoment(moment: string): void {
    const others = this.#endedMoments().filter((each) => each !== moment);
    this.#write('ended', [...others, moment].slice(-AWAY_MOMENTS));
  }

  keepPutOffMoment(moment: string, untilMs: number): void {
    const others = this.#putOffMoments().filter(([id]) => id !== moment);
    this.#write('put-off', Object.fromEntries([...others, [moment, untilMs] as const].slice(-AWAY_MOMENTS)));
  }

  /** Whether it is the moments that are not to be shown that another tab wrote, when it wrote to this key. */
  holdsAwayMoments(key: string | null): boolean {
    return key === `${this.#prefix}ended` || key === `${this.#prefix}put-off`;
  }

  #endedMoments(): readonly string[] {
    const kept = this.#read('ended');
    return isListOfText(kept) ? kept : [];
  }

  #putOffMoments(): readonly (readonly [id: string, untilMs: number])[] {
    const kept = this.#read('put-off');
    return isMapOfTimes(kept) ? Object.entries(kept) : [];
  }

  #read(name: string): unknown {
    return parseJson(this.#storage.read(this.#prefix + name) ?? '');
  }

  #write(name: string, value: unknown): void {
    this.#storage.write(this.#prefix + name, JSON.stringify(value));
  }
}

interface KeptSession {
  readonly id: string;
  readonly at: number;
}

interface KeptPlacement {
  readonly session: string;
  readonly moment: string;
}

const isKeptSession = (value: unknown): value is KeptSession => fits(value, { id: 'text', at: 'number' });
const isKeptPlacement = (value: unknown): value is KeptPlacement => fits(value, { session: 'text', moment: 'text' });
const isListOfText = (value: unknown): value is readonly string[] => fits(value, ['list', 'text']);
const isMapOfTimes = (value: unknown): value is Readonly<Record<string, number>> => fits(value, ['map', 'number']);
