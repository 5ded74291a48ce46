import {
  type Account,
  type Catalog,
  compile,
  configWarnings,
  decide,
  type Entitlement,
  entitlementOf,
  type Fact,
  type Instant,
  isObject,
  type MomentStep,
  newAccount,
  observe,
  type Observation,
  parseInstant,
  monthlyAmount,
  type Program,
  type Quote,
  quote,
  seatsOf,
  stageOf,
  type Subscription,
  termsOf,
  tick,
  toIso,
  usageOf,
  activeSignals,
} from '@kairos/engine';
import { MemoryLedger } from './memory-ledger.ts';
import type { CheckAsk, DecideAsk, JsonObject, QuoteAsk, SegmentMessage, SubscriptionTerms } from './scenario.ts';
import { readReadiness } from './read-readiness.ts';
import type { Answer, Said, ScenarioRunner } from './scenario-runner.ts';

interface KeptQuote {
  readonly account: string;
  readonly moment: string | null;
  readonly quote: Quote;
  readonly basis: Subscription | null;
}

/** Runs a scenario through the engine alone: what a server keeps, this keeps in memory. */
export class EngineRunner implements ScenarioRunner {
  #now: Instant = time('1970-01-01');
  #program: Program | null = null;
  #version = 0;
  #count = 0;
  readonly #accounts = new Map<string, Account>();
  readonly #fired = new Map<string, JsonObject[]>();
  readonly #messages = new Set<string>();
  /** The account that each user's last group call named. */
  readonly #groups = new Map<string, string>();
  readonly #moments = new Map<string, string>();
  readonly #quotes = new Map<string, KeptQuote>();
  readonly #ledger = new MemoryLedger();

  async begin(now: string): Promise<void> {
    this.#now = time(now);
  }

  async advance(to: string): Promise<void> {
    this.#now = time(to);
    for (const [id, account] of this.#accounts) {
      const ticked = tick(this.#running, account, this.#now);
      this.#ledger.renew(this.#running, account, ticked.facts);
      this.#keep(id, ticked);
    }
  }

  async configure(config: JsonObject): Promise<Answer> {
    const result = compile(config, { version: this.#version + 1 });
    if (!result.ok) return { ok: false, code: 'invalid-config', errors: result.issues.map((issue) => ({ ...issue })) };
    this.#program = result.value;
    this.#version += 1;
    return answer({ version: this.#version, warnings: configWarnings(result.value.catalog) });
  }

  async send(messages: readonly SegmentMessage[]): Promise<Answer> {
    let duplicates = 0;
    for (const message of messages) {
      const id = String(message.messageId);
      if (this.#messages.has(id)) duplicates += 1;
      else this.#receive(message, id);
      this.#messages.add(id);
    }
    return answer({ success: true, accepted: messages.length - duplicates, duplicates });
  }

  async account(id: string): Promise<Answer> {
    const account = this.#of(id);
    const { catalog } = this.#running;
    const usage = [...catalog.meters.values()].map((meter) => [meter.id, usageOf(catalog, account, meter, this.#now)]);
    const subscription = subscriptionIn(catalog, account);
    const members = Object.entries(account.members).map(([user, member]) => ({ id: user, ...member }));
    const signals = activeSignals(account, this.#now);
    const stage = stageOf(catalog, account, this.#now);
    const ready = readReadiness(this.#running, account, this.#now);
    return answer({ ...account, subscription, usage: Object.fromEntries(usage), members, signals, stage, ...ready });
  }

  async firedSignals(account: string): Promise<readonly JsonObject[]> {
    return this.#fired.get(account) ?? [];
  }

  async check({ account, feature, amount = 1 }: CheckAsk): Promise<Answer> {
    const entitlement = entitlementOf(this.#running.catalog, this.#of(account), { feature, amount, at: this.#now });
    return answer({ ...flat(entitlement), known: this.#accounts.has(account) });
  }

  async subscribe(account: string, terms: SubscriptionTerms): Promise<Answer> {
    const { plan, interval, seats = null, addOns = [] } = terms;
    const period = { startedAt: time(terms.startedAt), renewsAt: time(terms.renewsAt) };
    const has = { plan, interval, seats, ...(addOns.length === 0 ? {} : { addOns }) };
    const subscription: Subscription = { ...has, ...period, billedBy: 'kairos', pending: null };
    this.#fold(account, { kind: 'subscription', id: this.#nextId('sub'), at: this.#now, subscription });
    return answer(subscription);
  }

  async decide({ account, trigger, ...who }: DecideAsk): Promise<Answer> {
    const result = decide(this.#running, this.#of(account), {
      role: null,
      session: null,
      placement: null,
      ...who,
      trigger: trigger === undefined ? null : { feature: null, meter: null, amount: 1, ...trigger },
      at: this.#now,
      momentId: this.#nextId('mom'),
    });
    if (result.moment !== null) this.#moments.set(result.moment.id, account);
    if (result.reservation !== null) this.#fold(account, result.reservation);
    const { moment, wall, routed, trace } = result;
    return answer({ moment, wall, routed, trace });
  }

  async take(moment: string, step: string, { until, reason }: Said): Promise<Answer> {
    const account = this.#moments.get(moment) ?? '';
    this.#fold(account, {
      kind: 'moment',
      id: `${moment}:${step}:${until ?? ''}`,
      at: this.#now,
      moment,
      step: step as MomentStep,
      ...(until === undefined ? {} : { until: time(until) }),
      ...(reason === undefined ? {} : { reason }),
    });
    const touch = this.#of(account).touches.find((each) => each.moment === moment);
    return answer({ id: moment, step: touch?.step ?? null });
  }

  async quote({ account, change, moment }: QuoteAsk): Promise<Answer> {
    const basis = this.#of(account).subscription;
    const result = quote(this.#running, basis, change, this.#now);
    if (!result.ok) {
      const { code, path, message } = result.refusal;
      return { ok: false, code, errors: [{ path, message }] };
    }
    const id = this.#nextId('quo');
    this.#quotes.set(id, { account, moment: moment ?? null, quote: result.quote, basis });
    return answer({ id, moment: moment ?? null, ...result.quote });
  }

  async accept(id: string): Promise<Answer> {
    const kept = this.#quotes.get(id);
    if (kept === undefined) return { ok: false, code: 'not-found', errors: [] };
    const { account, moment, quote: accepted, basis } = kept;
    if (this.#now >= accepted.expiresAt) return { ok: false, code: 'quote-expired', errors: [] };
    if (this.#of(account).subscription !== basis) return { ok: false, code: 'quote-stale', errors: [] };
    const used = this.#ledger.accept(this.#running, this.#of(account), accepted, this.#now);
    const { subscription } = accepted;
    this.#fold(account, { kind: 'subscription', id: `${id}:accepted`, at: this.#now, subscription, ...used });
    if (moment !== null)
      this.#fold(account, { kind: 'moment', id: `${moment}:converted`, at: this.#now, moment, step: 'converted' });
    const status = accepted.effectiveAt > this.#now ? 'scheduled' : 'active';
    const { from, to, mrrDelta, effectiveAt } = accepted;
    return answer({
      upgrade: { status, from, to, mrrDelta, at: this.#now, effectiveAt, quote: id, moment },
      entitlements: this.#entitlements(account),
    });
  }

  async invoices(account: string): Promise<Answer> {
    return answer({ data: this.#ledger.of(account) });
  }

  #receive(message: SegmentMessage, id: string): void {
    const context = isObject(message['context']) ? message['context'] : {};
    const user = typeof message['userId'] === 'string' ? message['userId'] : null;
    const account = context['groupId'] ?? message['groupId'] ?? this.#groups.get(user ?? '');
    if (typeof account !== 'string') throw new TypeError(`message ${id} belongs to no account`);
    if (message.type === 'group' && user !== null) this.#groups.set(user, account);
    this.#fold(account, factOf(message, { id, user, at: time(String(message.timestamp)) }));
  }

  #fold(id: string, fact: Fact): void {
    this.#keep(id, observe(this.#running, this.#of(id), fact));
  }

  #keep(id: string, { account, signals }: Observation): void {
    this.#accounts.set(id, account);
    this.#fired.set(id, [...(this.#fired.get(id) ?? []), ...signals.map(asJson)]);
  }

  #of(id: string): Account {
    return this.#accounts.get(id) ?? newAccount(id, this.#now);
  }

  #entitlements(account: string): object {
    const { catalog } = this.#running;
    const names = [...catalog.features.keys(), ...catalog.meters.keys()];
    const entitlement = (feature: string): Entitlement =>
      entitlementOf(catalog, this.#of(account), { feature, amount: 1, at: this.#now });
    return Object.fromEntries(names.map((feature) => [feature, flat(entitlement(feature))]));
  }

  get #running(): Program {
    if (this.#program === null) throw new TypeError('a scenario is configured before anything else');
    return this.#program;
  }

  #nextId(prefix: string): string {
    this.#count += 1;
    return `${prefix}_${this.#count}`;
  }
}

function factOf(
  message: SegmentMessage,
  common: { readonly id: string; readonly user: string | null; readonly at: Instant },
): Fact {
  const { user } = common;
  const traits = isObject(message['traits']) ? message['traits'] : {};
  switch (message.type) {
    case 'track':
      return {
        kind: 'track',
        ...common,
        event: String(message['event']),
        properties: isObject(message['properties']) ? message['properties'] : {},
      };
    case 'page':
      return {
        kind: 'page',
        ...common,
        name: typeof message['name'] === 'string' ? message['name'] : null,
        properties: isObject(message['properties']) ? message['properties'] : {},
      };
    case 'group':
      return { kind: 'group', ...common, traits };
    case 'identify':
      if (user === null) throw new TypeError(`identify ${common.id} names no user`);
      return { kind: 'identify', ...common, user, traits };
  }
}

/** What an account has, as the API tells of it. */
function subscriptionIn(catalog: Catalog, { subscription }: Account): object {
  const terms = termsOf(catalog, subscription);
  return {
    ...subscription,
    plan: terms.plan.id,
    seats: seatsOf(terms) ?? subscription?.seats ?? null,
    addOns: terms.addOns.map((addOn) => addOn.id),
    monthlyAmount: monthlyAmount(terms),
  };
}

/** An entitlement with its usage beside it rather than inside. */
function flat({ usage, ...rest }: Entitlement): object {
  const nothing = { used: null, limit: null, remaining: null, graceRemaining: 0, state: null, graceEndsAt: null };
  return { ...nothing, ...usage, ...rest };
}

const TIMES: ReadonlySet<string> = new Set([
  ...['at', 'since', 'firedAt', 'expiresAt', 'resetsAt', 'graceEndsAt', 'startedAt', 'renewsAt', 'effectiveAt'],
]);

/** A value of the engine as JSON has it: times as ISO 8601. */
function asJson(value: object): JsonObject {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) =>
      TIMES.has(key) && typeof inner === 'number' ? toIso(inner as Instant) : inner,
    ),
  );
}

function answer(body: object): Answer {
  return { ok: true, body: asJson(body) };
}

function time(iso: string): Instant {
  const at = parseInstant(iso);
  if (at === null) throw new TypeError(`${iso} is not a time`);
  return at;
}
