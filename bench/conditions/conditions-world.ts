import { strictEqual } from 'node:assert';
import { randomPlaces, seededRandom } from '../measuring/random.ts';

/**
 * Thirty conditions of a team's, all different, as data: every row writes them in its own language. Four clauses each, of the kinds that
 * teams write: numbers against limits, a plan among some, flags, what may be missing, a signal among those that are active.
 */

export type Clause =
  | {
      readonly kind: 'number';
      readonly slot: string;
      readonly relation: '>' | '>=' | '<' | '<=';
      readonly value: number;
    }
  | { readonly kind: 'optional'; readonly slot: string; readonly relation: '>' | '<'; readonly value: number }
  | { readonly kind: 'text'; readonly slot: string; readonly relation: '==' | '!='; readonly value: string }
  | { readonly kind: 'among'; readonly slot: string; readonly values: readonly string[] }
  | { readonly kind: 'flag'; readonly slot: string; readonly value: boolean }
  | { readonly kind: 'signal'; readonly value: string };

export interface Rule {
  /** All of them, or any. */
  readonly join: '&&' | '||';
  readonly clauses: readonly Clause[];
}

export const RULE_COUNT = 30;
/** Few enough to stay in the cache, many enough that no branch is learnt by heart. */
const PROFILE_COUNT = 1_024;

const PLANS = ['free', 'pro', 'business', 'enterprise'];
const REGIONS = ['eu', 'us', 'apac', 'latam', 'mea'];
const SIGNALS = [
  'usage.approaching',
  'usage.reached',
  'gate.repeated',
  'seats.at_limit',
  'health.tickets',
  'intent.pricing',
];

/** Numbers that are always there, and how far they go. */
const NUMBERS: Readonly<Record<string, number>> = {
  'account.members': 60,
  'account.ageDays': 700,
  'activity.streakDays': 30,
  'activity.activeDays30': 30,
  'health.openTickets': 6,
  ...Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`usage.m${index}`, 100])),
  ...Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`gates.f${index}`, 8])),
};
const OPTIONALS: Readonly<Record<string, number>> = {
  'account.employees': 500,
  'health.complaintAgoDays': 90,
  'intent.pricingAgoDays': 60,
};
const TEXTS: Readonly<Record<string, readonly string[]>> = { 'account.plan': PLANS, 'account.region': REGIONS };
const FLAGS = ['account.paying', 'account.invited', 'gates.open'];

export const SLOTS = {
  numbers: Object.keys(NUMBERS),
  optionals: Object.keys(OPTIONALS),
  texts: Object.keys(TEXTS),
  flags: FLAGS,
} as const;

type Fields = Readonly<Record<string, number | string | boolean>>;

/** `account.members` is a group's field. Every profile has the same groups; what is missing is no field of them. */
export interface Profile {
  readonly [group: string]: Fields | readonly string[];
  readonly signals: readonly string[];
}

export const RULES: readonly Rule[] = buildRules();
export const PROFILES: readonly Profile[] = buildProfiles();

/** Throws at the first profile of which a row says something else than a plain reading of the rules. `asked`: a bit a rule. */
export function verify(asked: (profile: number) => number): void {
  PROFILES.forEach((profile, index) => {
    const expected = RULES.reduce((bits, rule, place) => bits | (isTrue(rule, profile) ? 1 << place : 0), 0);
    strictEqual(asked(index), expected, `profile ${index}`);
  });
}

/** Profiles one after the other, at random. */
export function profilesInTurn(): () => number {
  const places = randomPlaces(PROFILE_COUNT, seededRandom(23));
  let turn = 0;
  return () => {
    turn = (turn + 1) & (places.length - 1);
    return places[turn] ?? 0;
  };
}

/** How a slot is read from a profile: undefined where it is missing. */
export function readerOf(slot: string): (profile: Profile) => number | string | boolean | undefined {
  const [group = '', field = ''] = slot.split('.');
  return (profile) => {
    const fields = profile[group];
    return fields === undefined || isList(fields) ? undefined : fields[field];
  };
}

function isList(value: Fields | readonly string[]): value is readonly string[] {
  return Array.isArray(value);
}

function isTrue({ join, clauses }: Rule, profile: Profile): boolean {
  return join === '&&' ? clauses.every((each) => holds(each, profile)) : clauses.some((each) => holds(each, profile));
}

function holds(clause: Clause, profile: Profile): boolean {
  if (clause.kind === 'signal') return profile.signals.includes(clause.value);
  const value = readerOf(clause.slot)(profile);
  switch (clause.kind) {
    case 'number':
    case 'optional':
      return typeof value === 'number' && compare(value, clause.relation, clause.value);
    case 'text':
      return (value === clause.value) === (clause.relation === '==');
    case 'among':
      return clause.values.includes(String(value));
    default:
      return value === clause.value;
  }
}

function compare(left: number, relation: '>' | '>=' | '<' | '<=', right: number): boolean {
  if (relation === '>') return left > right;
  if (relation === '>=') return left >= right;
  return relation === '<' ? left < right : left <= right;
}

function buildRules(): readonly Rule[] {
  const random = seededRandom(7);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  const makers: readonly (() => Clause)[] = [
    () => {
      const slot = pick(SLOTS.numbers);
      return {
        kind: 'number',
        slot,
        relation: pick(['>', '>=', '<', '<=']),
        value: Math.round((NUMBERS[slot] ?? 1) * random()),
      };
    },
    () => {
      const slot = pick(SLOTS.optionals);
      return {
        kind: 'optional',
        slot,
        relation: pick(['>', '<']),
        value: Math.round((OPTIONALS[slot] ?? 1) * random()),
      };
    },
    () => {
      const slot = pick(SLOTS.texts);
      return { kind: 'text', slot, relation: pick(['==', '!=']), value: pick(TEXTS[slot] ?? []) };
    },
    () => {
      const slot = pick(SLOTS.texts);
      return { kind: 'among', slot, values: (TEXTS[slot] ?? []).filter((_, index) => index % 2 === 0) };
    },
    () => ({ kind: 'flag', slot: pick(FLAGS), value: random() < 0.5 }),
    () => ({ kind: 'signal', value: pick(SIGNALS) }),
  ];
  return Array.from({ length: RULE_COUNT }, (_, index) => ({
    join: index % 5 === 4 ? '||' : '&&',
    clauses: [0, random() < 0.5 ? 0 : 1, 2 + Math.floor(random() * 4), 0].map((kind) =>
      (makers[kind] ?? pick(makers))(),
    ),
  }));
}

function buildProfiles(): readonly Profile[] {
  const random = seededRandom(11);
  const upTo = (most: number): number => Math.round(most * random());
  return Array.from({ length: PROFILE_COUNT }, () => {
    const flat: [string, number | string | boolean][] = [
      ...Object.entries(NUMBERS).map(([slot, most]): [string, number] => [slot, upTo(most)]),
      ...Object.entries(OPTIONALS).flatMap(([slot, most]): [string, number][] =>
        random() < 0.5 ? [[slot, upTo(most)]] : [],
      ),
      ...Object.entries(TEXTS).map(([slot, texts]): [string, string] => [
        slot,
        texts[Math.floor(random() * texts.length)] ?? '',
      ]),
      ...FLAGS.map((slot): [string, boolean] => [slot, random() < 0.5]),
    ];
    const groups: Record<string, Record<string, number | string | boolean>> = { intent: {} };
    for (const [slot, value] of flat) {
      const [group = '', field = ''] = slot.split('.');
      groups[group] = { ...groups[group], [field]: value };
    }
    return { ...groups, signals: SIGNALS.filter(() => random() < 0.3) };
  });
}
