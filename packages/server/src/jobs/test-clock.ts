import { addIntervals, type Instant, toIso } from '@kairos/engine';
import type { Actor } from '../audit/actor.ts';
import { recordChange } from '../audit/audit-log.ts';
import type { Environment } from '../auth/environments.ts';
import { environmentNow, fixedClock, type WallClock, wallNow } from '../clock.ts';
import { KairosError } from '../kairos-error.ts';
import { announceEnvironment } from '../log/announce.ts';
import type { Programs } from '../log/programs.ts';
import type { Database, Trx } from '../store/database.ts';
import { comparePeers, peersDay } from './compare-peers.ts';
import { nextTickOf, tickDueAccounts } from './tick-accounts.ts';

/** A slip in the year would run every renewal until then, for as long as that takes. */
const MAX_LEAP_YEARS = 10;

/** Where a clock is to stand, and who moves it. */
export interface ClockMove {
  readonly to: Instant;
  readonly actor: Actor;
  readonly wallClock: WallClock;
  readonly programs: Programs;
}

/** Sets a test environment's clock; from then on it stands still until it is moved. Never back: that is `clock-backwards`. */
export async function setClock(database: Database, environment: Environment, move: ClockMove): Promise<Instant> {
  const { to, wallClock } = move;
  mustBeTest(environment);
  const from = await database.transaction({ environment: environment.id }, async (trx) => {
    const fixed = await fixedClock(trx, environment.id);
    if (fixed !== null) mustNotGoBack(fixed, to);
    mustNotLeap(fixed ?? wallNow(wallClock), to);
    await moveTo(trx, environment.id, fixed === null ? to : fixed);
    await recordMove(trx, environment, { ...move, action: 'clock.set' });
    return fixed ?? wallNow(wallClock);
  });
  return runTo(database, environment, { ...move, from });
}

/**
 * Moves a test environment's clock forward, stopping at every instant for which a timer was set, in order, and lets it run there.
 * Resolves when the clock stands at `to` and every timer due has run.
 */
export async function advanceClock(database: Database, environment: Environment, move: ClockMove): Promise<Instant> {
  const { to, wallClock } = move;
  mustBeTest(environment);
  const from = await database.transaction({ environment: environment.id }, async (trx) => {
    const now = await environmentNow(trx, environment.id, wallClock);
    mustNotGoBack(now, to);
    mustNotLeap(now, to);
    await recordMove(trx, environment, { ...move, action: 'clock.advance' });
    return now;
  });
  return runTo(database, environment, { ...move, from });
}

function recordMove(
  trx: Trx,
  environment: Environment,
  { to, actor, wallClock, action }: ClockMove & { readonly action: 'clock.set' | 'clock.advance' },
): Promise<void> {
  const at = wallNow(wallClock);
  return recordChange(trx, {
    environment: environment.id,
    at,
    actor,
    action,
    subject: null,
    detail: { to: toIso(to) },
  });
}

async function runTo(
  database: Database,
  environment: Environment,
  { from, to, wallClock, programs }: ClockMove & { readonly from: Instant },
): Promise<Instant> {
  let isDone = false;
  while (!isDone) {
    isDone = await database.transaction({ environment: environment.id }, async (trx) => {
      const now = await environmentNow(trx, environment.id, wallClock);
      const next = await nextTickOf(trx, environment.id);
      const isDue = next !== null && next <= to;
      const stop = isDue ? (Math.max(next, now) as Instant) : to;
      await moveTo(trx, environment.id, stop);
      const program = await programs.active(trx, environment.id);
      if (isDue) await tickDueAccounts(trx, { environment: environment.id, program, now: stop });
      return !isDue;
    });
  }
  // Of many midnights at once, the last: nobody asked anything in between.
  if (peersDay(from) < peersDay(to)) {
    await comparePeers(database, programs, { environment: environment.id, now: to, nowMs: wallClock() });
    programs.forget(environment.id);
  }
  return to;
}

async function moveTo(trx: Trx, environment: string, to: Instant): Promise<void> {
  await trx.updateTable('environments').set({ clock: to }).where('id', '=', environment).execute();
  await announceEnvironment(trx, environment);
}

function mustBeTest(environment: Environment): void {
  if (environment.kind === 'live') {
    throw new KairosError(
      'live-environment',
      'a live environment follows the wall clock; only a test environment has a clock to set',
    );
  }
}

function mustNotGoBack(now: Instant, to: Instant): void {
  if (to < now)
    throw new KairosError(
      'clock-backwards',
      `the clock stands at ${toIso(now)} and never goes back; ${toIso(to)} is before that`,
    );
}

function mustNotLeap(now: Instant, to: Instant): void {
  if (to <= addIntervals(now, 'year', MAX_LEAP_YEARS)) return;
  const message = `${toIso(to)} is more than ${MAX_LEAP_YEARS} years after ${toIso(now)}; move the clock in smaller steps`;
  throw new KairosError('invalid-request', message);
}
