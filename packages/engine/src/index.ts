export {
  type Catalog,
  type Feature,
  type Meter,
  monthlyAmount,
  type Plan,
  type Play,
} from './catalog/catalog.ts';
export {
  type BillingInterval,
  type Config,
  type ConfigInput,
  configSchema,
  defineConfig,
  type LimitConfig,
} from './catalog/config-schema.ts';
export {
  canRoleBuy,
  type DecideRequest,
  type Trigger,
} from './decide/decide.ts';
export {
  type PlayTrace,
  type RuleId,
  type RuleTrace,
  type Trace,
  traceText,
} from './decide/trace.ts';
export { activeSignals } from './detect/detect.ts';
export { addIntervals } from './kernel/calendar.ts';
export { explainIssue } from './kernel/explain-issue.ts';
export {
  type Instant,
  instant,
  later,
  parseInstant,
  toIso,
} from './kernel/instant.ts';
export type { Issue, Result } from './kernel/issue.ts';
export { type Currency, type MinorUnits, minorUnits } from './kernel/money.ts';
export { isObject, type Json, type Scalar } from './kernel/scalar.ts';
export {
  type Account,
  type Member,
  memberOf,
  newAccount,
  type Signal,
  type Touch,
} from './observe/account.ts';
export {
  type Entitlement,
  entitlementOf,
  graceAmount,
  planOf,
  type Usage,
  type UsageState,
  usageOf,
} from './observe/entitlement.ts';
export type {
  Fact,
  MomentFact,
  MomentStep,
  Subscription,
  SubscriptionFact,
  Traits,
} from './observe/fact.ts';
export { type Message, MESSAGE_PARTS } from './present/message-book.ts';
export {
  compile,
  decide,
  type DecideResult,
  type Moment,
  nextTickAt,
  type Observation,
  observe,
  type Program,
  quote,
  refreshMoment,
  tick,
  type TickResult,
  type Wall,
} from './program.ts';
export {
  type Change,
  defaultSubscription,
  type Quote,
  type QuoteLine,
  type QuoteRefusal,
  type QuoteResult,
} from './upgrade/quote.ts';
