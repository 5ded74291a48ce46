import {
  type Account,
  compile,
  type ConfigInput,
  type DecideRequest,
  type Instant,
  newAccount,
  observe,
  type Program,
} from '../../packages/engine/src/index.ts';
import { seededRandom } from '../measuring/random.ts';

/** What every row decides on: three signals of each meter, a play for each, and accounts of which half have a signal active. */

const DAY_MS = 86_400_000;
export const NOW = Date.UTC(2026, 2, 14, 9) as Instant;
export const PLACEMENT = 'dashboard';
const LEAST_METERS = 10;
const PRESETS = ['usage.approaching', 'usage.critical', 'usage.reached'] as const;
/** Of a limit of 100: so much is used when a preset is the highest that fires. */
const USED_AT = [85, 97, 100];
export const LIMITS = { free: 100, pro: 1_000, business: 10_000 };
export const PRICES = { free: 0, pro: 4_900, business: 9_900 };

/** The signal that starts play number `index`, and the meter that it watches. */
export const signalOf = (index: number): string => `signal-${index}`;
export const meterOf = (index: number): string => `meter-${Math.floor(index / PRESETS.length)}`;
export const playOf = (index: number): string => `play-${String(index).padStart(2, '0')}`;
export const usedOf = (index: number): number => USED_AT[index % PRESETS.length] ?? 0;

export function buildProgram(plays: number): Program {
  const limits = Object.entries(LIMITS);
  const meters = Array.from(
    { length: Math.max(LEAST_METERS, Math.ceil(plays / PRESETS.length)) },
    (_, index) => `meter-${index}`,
  );
  const config: ConfigInput = {
    product: { name: 'Bench' },
    // Whom a decision is withheld from costs less: nobody, here.
    holdout: { percent: 0 },
    // Of the accounts' ten meters and more they use four.
    qualification: { minAdoption: 0, minEngagement: 0 },
    meters: Object.fromEntries(meters.map((id) => [id, { event: `Used ${id}`, aggregate: 'sum', property: 'amount' }])),
    plans: limits.map(([id, limit]) => ({
      id,
      name: id,
      prices: [{ interval: 'month', amount: PRICES[id as keyof typeof PRICES] }],
      entitlements: Object.fromEntries(meters.map((meter) => [meter, { limit }])),
    })),
    signals: Object.fromEntries(
      Array.from({ length: meters.length * PRESETS.length }, (_, index) => [
        signalOf(index),
        { preset: PRESETS[index % PRESETS.length] ?? 'usage.reached', meters: [meterOf(index)] },
      ]),
    ),
    plays: Array.from({ length: plays }, (_, index) => ({
      id: playOf(index),
      trigger: [signalOf(index)],
      placements: [PLACEMENT],
    })),
  };
  const compiled = compile(config);
  if (!compiled.ok) throw new Error(`the benchmark's config does not compile: ${JSON.stringify(compiled.issues)}`);
  return compiled.value;
}

/** One account in bare terms: the number of the play whose signal is active, null where none is. */
export interface BareAccount {
  readonly id: string;
  readonly play: number | null;
}

/** `offered` is the share of accounts that have something to be offered. */
export function bareAccounts({
  count,
  plays,
  offered,
}: {
  readonly count: number;
  readonly plays: number;
  readonly offered: number;
}): readonly BareAccount[] {
  const random = seededRandom(13);
  return Array.from({ length: count }, (_, index) => {
    const play = Math.floor(random() * plays);
    return { id: `acct_${index.toString(36)}`, play: random() < offered ? play : null };
  });
}

/** States as the server has them, read from JSON: five members, four meters in use, three touches of the past. */
export function buildAccounts(program: Program, bare: readonly BareAccount[]): ReadonlyMap<string, Account> {
  const texts = new Map<number | null, string>();
  return new Map(
    bare.map(({ id, play }) => {
      const text = texts.get(play) ?? JSON.stringify(stateOf(program, play));
      texts.set(play, text);
      return [id, { ...(JSON.parse(text) as Account), id }];
    }),
  );
}

function stateOf(program: Program, play: number | null): Account {
  const member = { role: 'member', name: null, days: null, features: [] };
  const touch = { play: 'play-00', signal: null, user: 'ana', session: 's0', reactive: false, step: 'shown' } as const;
  const members = {
    ana: { ...member, role: 'owner', name: 'Ana' },
    ben: member,
    cleo: member,
    dov: member,
    eve: member,
  };
  const touches = [50, 90, 130].map((days) => {
    const at = (NOW - days * DAY_MS) as Instant;
    return { ...touch, moment: `mom_${days}`, offeredAt: at, shownAt: at, changedAt: at };
  });
  const used = [...['meter-0', 'meter-4', 'meter-9'].map((meter) => ({ meter, amount: 20 }))];
  if (play !== null)
    used.push({
      meter: meterOf(play),
      amount: usedOf(play) - (used.some(({ meter }) => meter === meterOf(play)) ? 20 : 0),
    });
  const start: Account = { ...newAccount('', NOW), traits: { name: 'Acme' }, members, touches };
  return used.reduce(
    (account, { meter, amount }, index) =>
      observe(program, account, {
        kind: 'track',
        id: `evt_${index}`,
        at: NOW,
        user: 'ana',
        event: `Used ${meter}`,
        properties: { amount },
      }).account,
    start,
  );
}

export const REQUEST: DecideRequest & { readonly momentId: string } = {
  user: 'ana',
  role: null,
  session: 's1',
  placement: PLACEMENT,
  trigger: null,
  at: NOW,
  momentId: 'mom_new',
};
