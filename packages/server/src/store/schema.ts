import type { MomentStep, Stage } from '@kairos/engine';
import type { Generated } from 'kysely';

/**
 * The tables as Kysely sees them. Times are milliseconds since 1970 UTC, money is in minor units, `bucket` is 0-255; columns
 * named `state`, `source`, `body`, `trace`, `trigger`, `lines`, `payments`, `response` and `detail` hold JSON text.
 */
export interface Schema {
  readonly environments: EnvironmentTable;
  readonly api_keys: ApiKeyTable;
  readonly configs: ConfigTable;
  readonly accounts: AccountTable;
  readonly users: UserTable;
  readonly facts: FactTable;
  readonly signals: SignalTable;
  readonly moments: MomentTable;
  readonly decisions: DecisionTable;
  readonly quotes: QuoteTable;
  readonly upgrades: UpgradeTable;
  readonly invoices: InvoiceTable;
  readonly idempotency: IdempotencyTable;
  readonly console_sessions: ConsoleSessionTable;
  readonly audit: AuditTable;
  readonly erasures: ErasureTable;
  readonly peers: PeersTable;
}

export interface EnvironmentTable {
  id: string;
  kind: 'live' | 'test';
  name: string;
  publishable_key: string;
  identity_secret: string;
  /** The test clock; null follows the wall clock. */
  clock: number | null;
  created_at: number;
}

export interface ApiKeyTable {
  id: string;
  environment: string;
  hash: string;
  /** The end of the key, for people to tell keys apart. */
  hint: string;
  kind: 'secret' | 'bootstrap';
  created_at: number;
  revoked_at: number | null;
  /** When it was last known to be in use, to the minute. */
  last_used_at: number | null;
}

export interface ConfigTable {
  environment: string;
  version: number;
  source: string;
  created_at: number;
  active: boolean;
}

/** What the key of every table of account data begins with. */
interface AccountKey {
  environment: string;
  bucket: number;
  account: string;
}

export interface AccountTable extends AccountKey {
  state: string;
  name: string | null;
  plan: string | null;
  /** As of the last write or tick, like `signals`; null until then. */
  stage: Stage | null;
  stage_since: number | null;
  /** The active signals, by their ids in the config. */
  signals: Generated<string[]>;
  next_tick_at: number | null;
  /** When something last happened to it; a tick that told nothing new leaves it. */
  updated_at: number;
}

/** A user's last group. Its bucket is that of the user's id: the account isn't known before the row is read. */
export interface UserTable {
  environment: string;
  bucket: number;
  user_id: string;
  account: string;
  former: string;
  updated_at: number;
}

export interface FactTable extends AccountKey {
  id: string;
  kind: string;
  at: number;
  received_at: number;
  user_id: string | null;
  name: string | null;
  body: string;
}

export interface SignalTable extends AccountKey {
  id: string;
  signal: string;
  meter: string | null;
  priority: string;
  fired_at: number;
  expires_at: number | null;
  body: string;
}

export interface MomentTable extends AccountKey {
  id: string;
  play: string;
  version: number;
  signal: string | null;
  user_id: string;
  session: string | null;
  reactive: boolean;
  step: MomentStep;
  offered_at: number;
  shown_at: number | null;
  clicked_at: number | null;
  checkout_at: number | null;
  dismissed_at: number | null;
  converted_at: number | null;
  mrr_delta: number | null;
  body: string;
}

export interface DecisionTable extends AccountKey {
  id: string;
  at: number;
  user_id: string;
  session: string | null;
  placement: string | null;
  trigger: string | null;
  moment: string | null;
  version: number;
  trace: string;
  /** The version of the comparison with peers that it was made by; null where there was none. */
  peers: string | null;
}

export interface QuoteTable extends AccountKey {
  id: string;
  at: number;
  expires_at: number;
  moment: string | null;
  body: string;
  accepted_at: number | null;
}

export interface UpgradeTable extends AccountKey {
  id: string;
  quote: string;
  moment: string | null;
  from_plan: string;
  to_plan: string;
  mrr_delta: number;
  at: number;
  effective_at: number;
  status: string;
}

export interface InvoiceTable extends AccountKey {
  id: string;
  at: number;
  lines: string;
  total: number;
  currency: string;
  status: string;
  payments: string;
}

/** A request that was made with an `Idempotency-Key`; `status` and `response` are null while it is still running. */
export interface IdempotencyTable {
  environment: string;
  key: string;
  method: string;
  path: string;
  body_hash: string;
  status: number | null;
  response: string | null;
  created_at: number;
}

export interface ConsoleSessionTable {
  hash: string;
  environment: string;
  expires_at: number;
}

/** Who changed what: the actor's id and hint outlive the key or session that they name. */
export interface AuditTable {
  environment: string;
  id: string;
  at: number;
  actor_kind: 'key' | 'publishable-key' | 'console' | 'process';
  actor_id: string | null;
  actor_hint: string | null;
  action: string;
  subject: string | null;
  account: string | null;
  detail: string;
}

export interface ErasureTable {
  environment: string;
  id: string;
  kind: 'account' | 'user';
  /** Whose data it is; null as soon as it is erased. */
  subject: string | null;
  subject_hash: string;
  /** What stands in its place in what is kept. */
  pseudonym: string;
  /** When it was asked for, by the environment's clock: what came later is not touched. */
  at: number;
  /** The same by the wall clock. */
  requested_at: number;
  /** Of a user, the bucket to go on with. */
  next_bucket: number;
  status: 'running' | 'done';
}

/** How the accounts of each plan compare, as of a day. */
export interface PeersTable {
  environment: string;
  /** The day in UTC, as `2026-03-10`. */
  version: string;
  /** When a process took it on, by the wall clock. */
  claimed_at: number;
  /** Of how many accounts; null until it is worked out, like `body`. */
  accounts: number | null;
  body: string | null;
}
