import {
  type Account,
  activeSignals,
  compile,
  decide,
  entitlementOf,
  type Fact,
  type Instant,
  instant,
  newAccount,
  observe,
  parseInstant,
  type Program,
  planOf,
  quote,
  type Quote,
  type Subscription,
  toIso,
  usageOf,
} from '@kairos/engine';
import { z } from 'zod';
import { accountSchema, type Check, type KairosInvoice, type MomentRow } from '../kairos/kairos-answers.ts';
import { type KairosApi, KairosError } from '../kairos/kairos-api.ts';

/** Kairos in memory, for tests: the real engine, with a map where the server has its database. */
export interface InMemoryKairos extends KairosApi {
  /** Signals that are active, by account. */
  readonly signalsOf: (account: string) => readonly string[];
  /** How many times a plan was changed. */
  readonly upgrades: () => number;
  /** From now on it doesn't answer. */
  readonly goAway: () => void;
}

interface Memory {
  program: Program | null;
  isAway: boolean;
  readonly accounts: Map<string, Account>;
  readonly messageIds: Set<string>;
  readonly moments: Map<string, MomentRow & { readonly account: string }>;
  readonly quotes: Map<string, { readonly quote: Quote; readonly account: string; readonly moment: string | null }>;
  readonly invoices: Map<string, KairosInvoice[]>;
}

const messageSchema = z.object({
  type: z.string(),
  messageId: z.string(),
  timestamp: z.string().optional(),
  userId: z.string(),
  groupId: z.string().optional(),
  context: z.object({ groupId: z.string() }).optional(),
  event: z.string().optional(),
  traits: z.record(z.string(), z.unknown()).default({}),
  properties: z.record(z.string(), z.unknown()).default({}),
});

const subscriptionSchema = z.object({
  plan: z.string(),
  interval: z.enum(['month', 'year']),
  startedAt: z.string(),
  renewsAt: z.string(),
});

const decideSchema = z.object({
  account: z.string(),
  user: z.string(),
  role: z.string(),
  session: z.string(),
  placement: z.string(),
  trigger: z.object({ type: z.literal('limit'), meter: z.string() }).optional(),
});

const quoteSchema = z.object({
  account: z.string(),
  moment: z.string().optional(),
  change: z.object({ plan: z.string(), interval: z.enum(['month', 'year']).exactOptional() }),
});

export function inMemoryKairos({ clock }: { readonly clock: () => number }): InMemoryKairos {
  const memory: Memory = {
    program: null,
    isAway: false,
    accounts: new Map(),
    messageIds: new Set(),
    moments: new Map(),
    quotes: new Map(),
    invoices: new Map(),
  };
  const now = (): Instant => {
    const at = instant(clock());
    if (at === null) throw new TypeError(`${clock()} is no instant`);
    return at;
  };
  const send: KairosApi['send'] = async (method, path, body) => {
    if (memory.isAway) throw new KairosError({ status: 0, code: 'unreachable', message: 'Kairos does not answer' });
    return answer(memory, { call: `${method} ${path}`, body, at: now() });
  };
  return {
    send,
    check: async ({ account, feature }) => {
      await send('GET', '/health');
      return checked(memory, account, feature, now());
    },
    account: async (id) => {
      await send('GET', '/health');
      const account = memory.accounts.get(id);
      return account === undefined ? null : accountSchema.parse(view(programOf(memory), account, now()));
    },
    usageHistory: () => send('GET', '/health'),
    invoicesOf: async (account) => {
      await send('GET', '/health');
      return memory.invoices.get(account) ?? [];
    },
    momentsOf: async (account) => [...memory.moments.values()].filter((moment) => moment.account === account),
    signalsOf: (id) => activeSignals(accountOf(memory, id, now()), now()).map(({ signal }) => signal),
    upgrades: () => [...memory.invoices.values()].flat().length,
    goAway: () => {
      memory.isAway = true;
    },
  };
}

interface Call {
  readonly call: string;
  readonly body: unknown;
  readonly at: Instant;
}

function answer(memory: Memory, { call, body, at }: Call): unknown {
  const [, account = ''] = /^PUT \/v1\/accounts\/(.+)\/subscription$/.exec(call) ?? [];
  if (account !== '') return subscribe(memory, account, body, at);
  const [, moment = '', step = ''] = /^POST \/v1\/moments\/(.+)\/(.+)$/.exec(call) ?? [];
  if (moment !== '') return takeStep(memory, moment, step, at);
  const [, quoteId = ''] = /^POST \/v1\/quotes\/(.+)\/accept$/.exec(call) ?? [];
  if (quoteId !== '') return accept(memory, quoteId, at);
  switch (call) {
    case 'GET /health':
      return null;
    case 'PUT /v1/config':
      return putConfig(memory, body);
    case 'POST /v1/batch':
      return ingest(memory, body, at);
    case 'POST /v1/decide':
      return decideFor(memory, body, at);
    case 'POST /v1/quotes':
      return quoteFor(memory, body, at);
    default:
      throw new KairosError({ status: 404, code: 'not-found', message: call });
  }
}

function putConfig(memory: Memory, config: unknown): unknown {
  const compiled = compile(config);
  if (!compiled.ok)
    throw new KairosError({ status: 422, code: 'invalid-config', message: JSON.stringify(compiled.issues) });
  memory.program = compiled.value;
  return { version: 1, warnings: [] };
}

function ingest(memory: Memory, body: unknown, at: Instant): unknown {
  const { batch } = z.object({ batch: z.array(messageSchema) }).parse(body);
  const fresh = batch.filter(({ messageId }) => !memory.messageIds.has(messageId));
  for (const message of fresh) {
    memory.messageIds.add(message.messageId);
    observeFact(memory, message.context?.groupId ?? message.groupId ?? '', factOf(message, at));
  }
  return { success: true, accepted: fresh.length, duplicates: batch.length - fresh.length, rejected: [] };
}

function factOf(message: z.output<typeof messageSchema>, at: Instant): Fact {
  const { messageId: id, userId: user, traits, properties, event = '' } = message;
  const happenedAt = message.timestamp === undefined ? at : (parseInstant(message.timestamp) ?? at);
  switch (message.type) {
    case 'group':
      return { kind: 'group', id, at: happenedAt, user, traits };
    case 'identify':
      return { kind: 'identify', id, at: happenedAt, user, traits };
    default:
      return { kind: 'track', id, at: happenedAt, user, event, properties };
  }
}

function subscribe(memory: Memory, account: string, body: unknown, at: Instant): unknown {
  const { plan, interval, startedAt, renewsAt } = subscriptionSchema.parse(body);
  const subscription: Subscription = {
    plan,
    interval,
    seats: null,
    startedAt: parseInstant(startedAt) ?? at,
    renewsAt: parseInstant(renewsAt) ?? at,
    billedBy: 'kairos',
    pending: null,
  };
  observeFact(memory, account, { kind: 'subscription', id: `subscription:${account}`, at, subscription });
  return null;
}

function decideFor(memory: Memory, body: unknown, at: Instant): unknown {
  const { account, trigger, ...who } = decideSchema.parse(body);
  const decided = decide(programOf(memory), accountOf(memory, account, at), {
    ...who,
    trigger: trigger === undefined ? null : { ...trigger, feature: null, amount: 1 },
    at,
    momentId: `mom_${memory.moments.size + 1}`,
  });
  if (decided.reservation !== null && decided.moment !== null) {
    observeFact(memory, account, decided.reservation);
    memory.moments.set(decided.moment.id, { id: decided.moment.id, step: 'offered', account });
  }
  return { moment: decided.moment };
}

function takeStep(memory: Memory, id: string, step: string, at: Instant): unknown {
  const moment = memory.moments.get(id);
  const taken = z.enum(['shown', 'clicked', 'dismissed', 'checkout-started', 'converted']).parse(step);
  if (moment === undefined) throw new KairosError({ status: 404, code: 'not-found', message: id });
  observeFact(memory, moment.account, { kind: 'moment', id: `${id}:${step}`, at, moment: id, step: taken });
  memory.moments.set(id, { ...moment, step });
  return { id, step };
}

function quoteFor(memory: Memory, body: unknown, at: Instant): unknown {
  const { account, change, moment = null } = quoteSchema.parse(body);
  const quoted = quote(programOf(memory), accountOf(memory, account, at).subscription, change, at);
  if (!quoted.ok) throw new KairosError({ status: 409, code: quoted.refusal.code, message: quoted.refusal.message });
  const id = `quo_${memory.quotes.size + 1}`;
  memory.quotes.set(id, { quote: quoted.quote, account, moment });
  return { id };
}

function accept(memory: Memory, id: string, at: Instant): unknown {
  const kept = memory.quotes.get(id);
  if (kept === undefined) throw new KairosError({ status: 404, code: 'not-found', message: id });
  const { account, moment, quote: accepted } = kept;
  observeFact(memory, account, { kind: 'subscription', id, at, subscription: accepted.subscription });
  if (moment !== null) takeStep(memory, moment, 'converted', at);
  const { lines, dueNow: total, currency } = accepted;
  const charged: KairosInvoice = { id, at: toIso(at), lines: [...lines], total, currency, status: 'paid' };
  memory.invoices.set(account, [charged, ...(memory.invoices.get(account) ?? [])]);
  return null;
}

function checked(memory: Memory, id: string, feature: string, at: Instant): Check {
  const { allowed, reason, usage, requiredPlan } = entitlementOf(programOf(memory).catalog, accountOf(memory, id, at), {
    feature,
    amount: 1,
    at,
  });
  return { allowed, reason, used: usage?.used ?? null, limit: usage?.limit ?? null, requiredPlan };
}

function view(program: Program, account: Account, at: Instant): unknown {
  const { catalog } = program;
  const { subscription } = account;
  const pending = subscription?.pending ?? null;
  const usage = [...catalog.meters.values()].map((meter) => {
    const used = usageOf(catalog, account, meter, at);
    return [meter.id, { ...used, resetsAt: used.resetsAt === null ? null : toIso(used.resetsAt) }];
  });
  return {
    id: account.id,
    subscription: {
      plan: planOf(catalog, account).id,
      interval: subscription?.interval ?? 'month',
      renewsAt: subscription === null ? null : toIso(subscription.renewsAt),
      pending: pending === null ? null : { plan: pending.plan, at: toIso(pending.at) },
    },
    usage: Object.fromEntries(usage),
  };
}

function observeFact(memory: Memory, id: string, fact: Fact): void {
  memory.accounts.set(id, observe(programOf(memory), accountOf(memory, id, fact.at), fact).account);
}

function accountOf(memory: Memory, id: string, at: Instant): Account {
  return memory.accounts.get(id) ?? newAccount(id, at);
}

function programOf({ program }: Memory): Program {
  if (program === null) throw new KairosError({ status: 409, code: 'no-config', message: 'no config was put yet' });
  return program;
}
