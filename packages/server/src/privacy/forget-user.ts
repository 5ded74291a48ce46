import type { Fact, Program } from '@kairos/engine';

/** Whom a log is to forget. */
export interface Forgetting {
  readonly user: string;
  /** What stands in the place of their id. */
  readonly pseudonym: string;
  /** Moments that were theirs. */
  readonly moments: ReadonlySet<string>;
}

/** What an event says under names that Kairos understands; any other text that a user sent may be about them. */
const TELLING = ['feature', 'meter', 'workflow', 'integration', 'ticket', 'userId', 'user_id', 'role'];

/**
 * A fact without the user: their id is a pseudonym wherever it stands, and of what they sent themselves there is left what the account's
 * state is made of: what they did, when, numbers, and texts under names that meters or Kairos read. So the log folds to the same account.
 */
export function forgetUser({ catalog }: Program, fact: Fact, forgetting: Forgetting): Fact {
  const { meters } = catalog;
  const metered = [...meters.values()].flatMap((meter) => ('property' in meter ? (meter.property ?? []) : []));
  const kept = isOf(fact, forgetting) ? withoutTexts(fact, new Set([...TELLING, ...metered])) : fact;
  return withPseudonym(kept, forgetting);
}

function isOf(fact: Fact, { user, moments }: Forgetting): boolean {
  if (fact.kind === 'moment') return fact.offered?.user === user || moments.has(fact.moment);
  return 'user' in fact && fact.user === user;
}

/** Of a user's own fact, without the texts that say more than what was done. */
function withoutTexts(told: Fact, properties: ReadonlySet<string>): Fact {
  const { context: _, ...fact } = told;
  switch (fact.kind) {
    case 'track':
    case 'page':
      return { ...fact, properties: pick(fact.properties, properties) };
    case 'identify':
      return { ...fact, traits: pick(fact.traits, new Set(['role'])) };
    case 'moment': {
      const { reason: _reason, offered, ...step } = fact;
      return offered === undefined ? step : { ...step, offered: { ...offered, session: null } };
    }
    default:
      return fact;
  }
}

type Values = Readonly<Record<string, unknown>>;

function pick(values: Values, texts: ReadonlySet<string>): Values {
  const isKept = ([name, value]: [string, unknown]): boolean =>
    typeof value === 'number' || typeof value === 'boolean' || texts.has(name);
  return Object.fromEntries(Object.entries(values).filter(isKept));
}

function withPseudonym(fact: Fact, forgetting: Forgetting): Fact {
  const id = (said: string): string => (said === forgetting.user ? forgetting.pseudonym : said);
  const idOrNull = (said: string | null): string | null => (said === null ? null : id(said));
  const within = (values: Values): Values => replacedIn(values, forgetting);
  const told = fact.context === undefined ? fact : { ...fact, context: within(fact.context) };
  switch (told.kind) {
    case 'track':
    case 'page':
      return { ...told, user: idOrNull(told.user), properties: within(told.properties) };
    case 'identify':
      return { ...told, user: id(told.user), traits: within(told.traits) };
    case 'group':
      return { ...told, user: idOrNull(told.user), traits: within(told.traits) };
    case 'alias':
      return { ...told, user: id(told.user), previous: id(told.previous) };
    case 'moment':
      return told.offered === undefined ? told : { ...told, offered: { ...told.offered, user: id(told.offered.user) } };
    case 'consume':
    case 'subscription':
      return told;
    default:
      return told satisfies never;
  }
}

/** Values with every text that is the user's id put otherwise, however deep; the names of the values themselves stay, as meters read them. */
export function replacedIn<All extends Values>(values: All, { user, pseudonym }: Omit<Forgetting, 'moments'>): All {
  const known = JSON.stringify(user);
  const put = JSON.stringify(pseudonym);
  const entries = Object.entries(values).map(([name, value]) => {
    const text = JSON.stringify(value) as string | undefined;
    // As text, so that no depth of what was sent is too much.
    return [name, text?.includes(known) === true ? JSON.parse(text.replaceAll(known, put)) : value];
  });
  return Object.fromEntries(entries) as All;
}
