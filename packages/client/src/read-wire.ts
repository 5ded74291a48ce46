import { fits, type Shape } from './shape.ts';
import type {
  AcceptView,
  MomentView,
  QuoteView,
  SignalView,
  Snapshot,
  StepView,
  UsageChange,
  WallView,
} from './wire.ts';

// A proxy's error page with status 200, or a server of another version, must not reach the host's page as half an object.

const USAGE: Shape = {
  name: 'text',
  used: 'number',
  limit: 'number?',
  ratio: 'number?',
  state: 'text',
  remaining: 'number?',
  graceRemaining: 'number',
  resetsAt: 'text?',
  graceEndsAt: 'text?',
};
const ENTITLEMENT: Shape = { allowed: 'flag', reason: 'text', requiredPlan: 'text?' };
const CHANGE: Shape = { plan: 'text?', interval: 'text?', seats: 'number?', addOns: ['maybe', ['list', 'text']] };
const MOMENT: Shape = {
  id: 'text',
  presentation: 'text',
  canBuy: 'flag',
  reactive: 'flag',
  meter: 'text?',
  feature: 'text?',
  offer: {
    kind: 'text',
    from: 'text',
    to: 'text',
    toName: 'text',
    change: CHANGE,
    priceDelta: 'number',
    currency: 'text',
  },
  message: { done: 'text', near: 'text', unlock: 'text', action: 'text', reassurance: 'text' },
};
const SNAPSHOT: Shape = {
  account: { id: 'text', name: 'text' },
  user: { id: 'text', canBuy: 'flag' },
  plan: { id: 'text', name: 'text' },
  currency: 'text',
  usage: ['map', USAGE],
  entitlements: ['map', ENTITLEMENT],
  moments: ['list', MOMENT],
  plans: ['list', { id: 'text', name: 'text', prices: ['list', { interval: 'text', amount: 'number' }] }],
  addOns: ['maybe', ['list', { id: 'text', name: 'text', isBought: 'flag' }]],
};
const USAGE_CHANGE: Shape = {
  usage: ['map', USAGE],
  entitlements: ['map', ENTITLEMENT],
  moments: ['maybe', ['list', MOMENT]],
};
const STEP: Shape = { id: 'text', step: 'text' };
const SIGNAL: Shape = { id: 'text', signal: 'text', meter: 'text?', priority: 'text', evidence: {} };
const DECISION: Shape = { moment: ['maybe', MOMENT], wall: ['maybe', { reason: 'text', requiredPlan: 'text?' }] };
const RECURRING: Shape = { amount: 'number', interval: 'text' };
const QUOTE: Shape = {
  id: 'text',
  lines: ['list', { description: 'text', amount: 'number', proration: 'flag' }],
  dueNow: 'number',
  recurringBefore: RECURRING,
  recurringAfter: RECURRING,
  mrrDelta: 'number',
  currency: 'text',
  effectiveAt: 'text',
  from: 'text',
  to: 'text',
  fromName: 'text',
  toName: 'text',
};
const ACCEPT: Shape = {
  upgrade: { id: 'text', status: 'text', from: 'text', to: 'text', effectiveAt: 'text' },
  entitlements: ['map', ENTITLEMENT],
  session: SNAPSHOT,
};
const RECEIPT: Shape = { rejected: ['list', { index: 'number' }] };

/** What a decision answers a browser; the trace is kept from it. */
export interface DecisionView {
  readonly moment?: MomentView | null;
  readonly wall?: WallView | null;
}

/** What became of a batch of events, as far as the sender needs it. */
export interface ReceiptView {
  readonly rejected: readonly { readonly index: number; readonly messageId?: unknown; readonly errors?: unknown }[];
}

export const isSnapshot = (value: unknown): value is Snapshot => fits(value, SNAPSHOT);
export const isUsageChange = (value: unknown): value is UsageChange => fits(value, USAGE_CHANGE);
export const isStep = (value: unknown): value is StepView => fits(value, STEP);
export const isSignal = (value: unknown): value is SignalView => fits(value, SIGNAL);
export const isDecision = (value: unknown): value is DecisionView => fits(value, DECISION);
export const isQuote = (value: unknown): value is QuoteView => fits(value, QUOTE);
export const isAccept = (value: unknown): value is AcceptView => fits(value, ACCEPT);
export const isReceipt = (value: unknown): value is ReceiptView => fits(value, RECEIPT);
