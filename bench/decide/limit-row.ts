import {
  type BareAccount,
  LIMITS,
  meterOf,
  PLACEMENT,
  playOf,
  PRICES,
  REQUEST,
  signalOf,
  usedOf,
} from './decide-world.ts';

const DAY_MS = 86_400_000;

export interface LimitDecision {
  readonly play: string | null;
  readonly reason: string;
  readonly priceDelta: number;
  readonly message: readonly string[] | null;
  readonly trace: readonly LimitTrace[] | null;
}

interface LimitTrace {
  readonly play: string;
  readonly outcome: 'chosen' | 'lost' | 'refused';
  readonly rule: string;
}

interface LimitAccount {
  readonly plan: keyof typeof LIMITS;
  readonly signals: readonly string[];
  readonly meter: string;
  readonly used: number;
  readonly touches: readonly {
    readonly user: string;
    readonly session: string;
    readonly at: number;
    readonly dismissed: boolean;
  }[];
}

interface LimitPlay {
  readonly id: string;
  readonly matches: (account: LimitAccount, placement: string) => boolean;
}

/** The least that a decision can be: look the account up, ration, find the first play that matches, and say why. */
export class LimitRow {
  readonly #accounts: ReadonlyMap<string, LimitAccount>;
  readonly #plays: readonly LimitPlay[];
  readonly #says: { readonly trace: boolean; readonly message: boolean };

  constructor(
    accounts: readonly BareAccount[],
    plays: number,
    says: { readonly trace: boolean; readonly message: boolean },
  ) {
    this.#accounts = new Map(accounts.map((account) => [account.id, limitAccount(account)]));
    this.#says = says;
    this.#plays = Array.from({ length: plays }, (_, index) => {
      const signal = signalOf(index);
      return {
        id: playOf(index),
        matches: (account, placement) => account.signals.includes(signal) && placement === PLACEMENT,
      };
    });
  }

  decide(id: string, { user, session, placement, at }: typeof REQUEST): LimitDecision {
    const account = this.#accounts.get(id);
    if (account === undefined)
      return { play: null, reason: 'no such account', priceDelta: 0, message: null, trace: null };
    const capped = cappedBy(account, user, session ?? '', at);
    const priceDelta = PRICES.pro - PRICES[account.plan];
    const hasRoom = account.used + 1 <= LIMITS.pro;
    const trace: LimitTrace[] | null = this.#says.trace ? [] : null;
    let chosen: string | null = null;
    for (const play of this.#plays) {
      const rule = !play.matches(account, placement ?? '') ? 'trigger' : hasRoom ? capped : 'offer.fit';
      if (rule === null && chosen === null) chosen = play.id;
      else if (trace === null) continue;
      trace?.push({
        play: play.id,
        outcome: rule === null ? (chosen === play.id ? 'chosen' : 'lost') : 'refused',
        rule: rule ?? 'rank',
      });
    }
    const message = chosen !== null && this.#says.message ? messageOf(account, priceDelta) : null;
    return { play: chosen, reason: chosen === null ? (capped ?? 'no signal') : 'chosen', priceDelta, message, trace };
  }
}

function limitAccount({ play }: BareAccount): LimitAccount {
  const at = (days: number): number => REQUEST.at - days * DAY_MS;
  return {
    plan: 'free',
    signals: play === null ? [] : [signalOf(play)],
    meter: play === null ? '' : meterOf(play),
    used: play === null ? 0 : usedOf(play),
    touches: [50, 90, 130].map((days) => ({ user: 'ana', session: 's0', at: at(days), dismissed: false })),
  };
}

function cappedBy(account: LimitAccount, user: string, session: string, at: number): string | null {
  for (const touch of account.touches) {
    if (touch.user === user && touch.session === session) return 'guardrail.session';
    if (at < touch.at + 30 * DAY_MS) return touch.dismissed ? 'guardrail.cool-off' : 'guardrail.account';
  }
  return null;
}

function messageOf(account: LimitAccount, priceDelta: number): readonly string[] {
  const limit = LIMITS[account.plan];
  return [
    `You have used ${account.used} of your ${limit} ${account.meter}.`,
    `That is ${Math.floor((account.used * 100) / limit)}% of what ${account.plan} includes, until it starts again on 1 April.`,
    `With pro you have ${LIMITS.pro} ${account.meter}.`,
    `Upgrade to pro for $${priceDelta / 100}`,
    'Access is immediate, and you can step back down whenever you like.',
  ];
}
