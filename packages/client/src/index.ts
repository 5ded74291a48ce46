export type { Answer, ClientCode, Failure, KairosError } from './answer.ts';
export type { KairosEvents } from './emitter.ts';
export { createKairos, type Kairos, type KairosOptions, type KnownEntitlement } from './kairos.ts';
export type { Later, MomentHandle } from './moment-handle.ts';
export type { Decided, MomentRequest } from './moments.ts';
export type { Page, PageWatcher } from './page.ts';
export type { Schedule } from './schedule.ts';
export type { KairosState } from './state.ts';
export type { StateStore } from './state-store.ts';
export type { KairosStorage } from './storage.ts';
export type { UserTokenSource } from './user-token.ts';
export type {
  AcceptView,
  AddOnView,
  BillingInterval,
  ChangeRequest,
  EntitlementView,
  MessageView,
  MomentStep,
  MomentView,
  OfferKind,
  OfferView,
  PlanView,
  ProblemCode,
  QuoteView,
  RecurringView,
  SignalView,
  Snapshot,
  StepView,
  TriggerRequest,
  UpgradeView,
  UsageHistory,
  UsageState,
  UsageView,
  WallView,
} from './wire.ts';
