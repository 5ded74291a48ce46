export { assign, type Assignment } from './assign/assign.ts';
export {
  type AddOn,
  type Catalog,
  type Feature,
  type Meter,
  type Plan,
  type Play,
} from './catalog/catalog.ts';
export { configWarnings, type Warning } from './catalog/config-warnings.ts';
export {
  type BillingInterval,
  type Config,
  type ConfigInput,
  configSchema,
  defineConfig,
  type LimitConfig,
} from './catalog/config-schema.ts';
export type { Charge, Price } from './catalog/price.ts';
export { addOnsIn, isSoldOn, monthlyAmount, seatsOf } from './catalog/terms.ts';
export { canRoleBuy, type DecideRequest, type Trigger } from './decide/decision-context.ts';
export { type DecisionTree, decisionTree } from './decide/decision-tree.ts';
export { decisionTreeMermaid, decisionTreeText } from './decide/decision-tree-text.ts';
export {
  type PlayTrace,
  type RuleId,
  compactTrace,
  type RuleTrace,
  type Trace,
  traceText,
} from './decide/trace.ts';
export { activeSignals } from './detect/detect.ts';
export { MIN_PEERS, type PeerTable, PeerTally } from './detect/peers.ts';
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
export { beginsPeriod, usedInPeriod } from './observe/billed-use.ts';
export { grantedTo, termsOf } from './observe/granted.ts';
export { isConsumable } from './observe/meter.ts';
export type {
  ConsumeFact,
  Fact,
  MomentFact,
  MomentStep,
  Subscription,
  SubscriptionFact,
  Traits,
} from './observe/fact.ts';
export type { OutcomeTable } from './decide/expected-value.ts';
export { packAccount, unpackAccount } from './observe/pack-account.ts';
export { STATE_VERSION, upgradePacked } from './observe/upgrade-account.ts';
export { lintPlays, type PlayFinding } from './present/copy-lint/lint-plays.ts';
export { type Message, MESSAGE_PARTS } from './present/message.ts';
export { type Moment, refreshMoment } from './present/present-moment.ts';
export {
  compile,
  type CompileOptions,
  decide,
  type DecideResult,
  nextTickAt,
  type Observation,
  observe,
  type Program,
  quote,
  tick,
  type TickResult,
  type Wall,
} from './program.ts';
export { type Dimensions, dimensionsOf } from './qualify/dimensions.ts';
export { type Intervention, INTERVENTIONS, interventionsOf } from './qualify/interventions.ts';
export { qualify } from './qualify/qualification.ts';
export { QUALIFICATION_RULES, type RuleVerdict } from './qualify/qualification-rule.ts';
export { type Readiness, type ReadinessInput, type Scorer, scoreByWeights } from './qualify/readiness.ts';
export { type StageReading, stageOf, stageUntil } from './qualify/stage.ts';
export { type Stage, STAGES } from './qualify/stage-rule.ts';
export type { Change, QuoteRefusal } from './catalog/change.ts';
export { defaultSubscription, type Quote, type QuoteResult } from './upgrade/quote.ts';
export { pendingTerms } from './upgrade/pending.ts';
export type { QuoteLine } from './upgrade/quote-lines.ts';
export { renewalLines, usageLines } from './upgrade/renewal.ts';
