import type { MomentStep } from '@kairos/engine';

/**
 * The tables as Kysely sees them. Times are milliseconds since 1970 UTC, money is in minor units, `bucket` is 0-255; columns
 * named `state`, `source`, `body`, `trace`, `trigger`, `lines`, `payments` and `response` hold JSON text.
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
  next_tick_at: number | null;
  updated_at: number;
}

/** A user's last group. Its bucket is that of the user's id: the account isn't known before the row is read. */
export interface UserTable {
  environment: string;
  bucket: number;
  user_id: string;
  account: string;
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
