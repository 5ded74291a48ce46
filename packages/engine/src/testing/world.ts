import type { BillingInterval, ConfigInput } from '../catalog/config-schema.ts';
import type { DecideRequest, Trigger } from '../decide/decision-context.ts';
import { activeSignals } from '../detect/detect.ts';
import { addIntervals } from '../kernel/calendar.ts';
import { type Instant, parseInstant } from '../kernel/instant.ts';
import { invariant } from '../kernel/invariant.ts';
import { type Account, newAccount, type Signal } from '../observe/account.ts';
import { type Entitlement, entitlementOf, type Usage, usageOf } from '../observe/entitlement.ts';
import type { Fact, MomentStep, SubscriptionFact } from '../observe/fact.ts';
import { compile, type DecideResult, decide, observe, type Program, quote, tick } from '../program.ts';
import type { Moment } from '../present/present-moment.ts';
import type { Change } from '../catalog/change.ts';
import type { Quote, QuoteResult } from '../upgrade/quote.ts';
import { ledgerly } from './ledgerly.ts';

/** A product with a clock of its own, in which accounts do things: `aWorld({ now }).account('acme').sent('Invoice Sent', { times: 8 })`. */
export function aWorld({ now, config = ledgerly() }: { readonly now: string; readonly config?: ConfigInput }): World {
  return new World(compiled(config), time(now));
}

/** Reads a config that a test knows to be good. */
export function compiled(config: unknown): Program {
  const result = compile(config);
  invariant(result.ok, `a config that compiles: ${JSON.stringify(result)}`);
  return result.value;
}

/** Reads a time that a test knows to be good. */
export function time(iso: string): Instant {
  const at = parseInstant(iso);
  invariant(at !== null, `an instant: ${iso}`);
  return at;
}

export class World {
  readonly program: Program;
  now: Instant;
  #count = 0;

  constructor(program: Program, now: Instant) {
    this.program = program;
    this.now = now;
  }

  /** An account; on the default plan and in UTC unless said otherwise. */
  account(
    id: string,
    has: {
      readonly plan?: string;
      readonly interval?: BillingInterval;
      readonly timezone?: string;
    } = {},
  ): AccountInWorld {
    const account = new AccountInWorld(this, newAccount(id, this.now));
    if (has.timezone !== undefined) account.grouped({ timezone: has.timezone });
    return has.plan === undefined ? account : account.subscribed(has.plan, has.interval);
  }

  /** Ids in the order in which they were asked for: `evt_1`, `mom_2`. */
  nextId(prefix: string): string {
    this.#count += 1;
    return `${prefix}_${this.#count}`;
  }
}

interface Sending {
  readonly times?: number;
  readonly user?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  /** When it happened, where that is not now. */
  readonly at?: string;
}

interface Asking {
  readonly user?: string;
  readonly role?: string;
  readonly session?: string;
  readonly placement?: string;
  readonly trigger?: Partial<Trigger>;
}

export class AccountInWorld {
  readonly #world: World;
  /** Every signal that ever fired, in order. */
  readonly fired: Signal[] = [];
  /** The account's log. */
  readonly facts: Fact[] = [];
  state: Account;

  constructor(world: World, state: Account) {
    this.#world = world;
    this.state = state;
  }

  /** Moves the world's clock; what follows happens then. */
  at(iso: string): this {
    this.#world.now = time(iso);
    return this;
  }

  sent(event: string, { times = 1, user = 'ana', properties = {}, at }: Sending = {}): this {
    const when = at === undefined ? this.#world.now : time(at);
    for (let count = 0; count < times; count += 1) {
      this.fold({
        kind: 'track',
        id: this.#world.nextId('evt'),
        at: when,
        user,
        event,
        properties,
      });
    }
    return this;
  }

  identified(user: string, traits: Readonly<Record<string, unknown>> = {}): this {
    return this.fold({
      kind: 'identify',
      id: this.#world.nextId('evt'),
      at: this.#world.now,
      user,
      traits,
    });
  }

  grouped(traits: Readonly<Record<string, unknown>>): this {
    return this.fold({
      kind: 'group',
      id: this.#world.nextId('evt'),
      at: this.#world.now,
      user: null,
      traits,
    });
  }

  /** Puts the account on a plan, in a billing period that begins now. */
  subscribed(
    plan: string,
    interval: BillingInterval = 'month',
    terms: Partial<SubscriptionFact['subscription']> = {},
  ): this {
    const { now } = this.#world;
    const period = { startedAt: now, renewsAt: addIntervals(now, interval, 1) };
    const subscription = {
      plan,
      interval,
      seats: null,
      ...period,
      billedBy: 'kairos',
      pending: null,
      ...terms,
    } as const;
    return this.fold({
      kind: 'subscription',
      id: this.#world.nextId('sub'),
      at: now,
      subscription,
    });
  }

  /** What the account is answered when it asks for a moment; the slot is reserved as the server would. */
  decide({ user = 'ana', role, session, placement, trigger }: Asking = {}): DecideResult {
    const request: DecideRequest = {
      user,
      role: role ?? null,
      session: session ?? null,
      placement: placement ?? null,
      trigger:
        trigger === undefined
          ? null
          : {
              type: 'limit',
              feature: null,
              meter: null,
              amount: 1,
              ...trigger,
            },
      at: this.#world.now,
    };
    const result = decide(this.#world.program, this.state, {
      ...request,
      momentId: this.#world.nextId('mom'),
    });
    if (result.reservation !== null) this.fold(result.reservation);
    return result;
  }

  /** A moment took a step: it was shown, clicked, dismissed and so on. */
  took(
    moment: Moment | null,
    step: MomentStep,
    said: { readonly until?: string; readonly reason?: string } = {},
  ): this {
    invariant(moment !== null, 'a moment to take a step');
    return this.fold({
      kind: 'moment',
      id: `${moment.id}:${step}`,
      at: this.#world.now,
      moment: moment.id,
      step,
      ...(said.until === undefined ? {} : { until: time(said.until) }),
      ...(said.reason === undefined ? {} : { reason: said.reason }),
    });
  }

  /** Moves the clock and brings the account up to it. */
  tick(iso: string): this {
    this.at(iso);
    const ticked = tick(this.#world.program, this.state, this.#world.now);
    this.facts.push(...ticked.facts);
    return this.#keep(ticked);
  }

  quote(change: Change): QuoteResult {
    return quote(this.#world.program, this.state.subscription, change, this.#world.now);
  }

  /** The quote of a change that has one. */
  price(change: Change): Quote {
    const result = this.quote(change);
    invariant(result.ok, `a change that can be quoted: ${JSON.stringify(result)}`);
    return result.quote;
  }

  accepted(change: Change): this {
    const { subscription } = this.price(change);
    return this.fold({
      kind: 'subscription',
      id: this.#world.nextId('upg'),
      at: this.#world.now,
      subscription,
    });
  }

  fold(fact: Fact): this {
    this.facts.push(fact);
    return this.#keep(observe(this.#world.program, this.state, fact));
  }

  usage(meter: string): Usage {
    const found = this.#world.program.catalog.meters.get(meter);
    invariant(found !== undefined, `a meter: ${meter}`);
    return usageOf(this.#world.program.catalog, this.state, found, this.#world.now);
  }

  check(feature: string, amount = 1): Entitlement {
    return entitlementOf(this.#world.program.catalog, this.state, {
      feature,
      amount,
      at: this.#world.now,
    });
  }

  /** The names of the signals that hold now and were not superseded, the most urgent first. */
  get active(): readonly string[] {
    return activeSignals(this.state, this.#world.now).map((signal) => signal.signal);
  }

  /** The names of every signal that ever fired, in order. */
  get firedNames(): readonly string[] {
    return this.fired.map((signal) => signal.signal);
  }

  #keep({ account, signals }: { readonly account: Account; readonly signals: readonly Signal[] }): this {
    this.state = account;
    this.fired.push(...signals);
    return this;
  }
}
