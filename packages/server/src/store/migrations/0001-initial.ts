import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isolate } from './isolate.ts';

/**
 * Every table of account data begins its key with environment, bucket, account, so that it can be distributed by bucket. Times
 * are milliseconds in bigint, JSON is text: the server alone reads it, and the text comes back as it was written.
 */
const TABLES = [
  `create table environments (
    id text primary key,
    kind text not null check (kind in ('live', 'test')),
    name text not null,
    publishable_key text not null unique, -- found by it at every request of a browser
    identity_secret text not null,
    clock bigint,
    created_at bigint not null
  )`,
  `create table api_keys (
    id text primary key,
    environment text not null,
    hash text not null unique, -- found by it at every request of a server
    hint text not null,
    kind text not null check (kind in ('secret', 'bootstrap')),
    created_at bigint not null,
    revoked_at bigint
  )`,
  `create table configs (
    environment text not null,
    version integer not null,
    source text not null,
    created_at bigint not null,
    active boolean not null,
    primary key (environment, version)
  )`,
  `create table accounts (
    environment text not null,
    bucket smallint not null check (bucket between 0 and 255),
    account text not null,
    state text not null,
    name text,
    plan text,
    next_tick_at bigint,
    updated_at bigint not null,
    primary key (environment, bucket, account)
  )`,
  `create table users (
    environment text not null,
    bucket smallint not null check (bucket between 0 and 255),
    user_id text not null,
    account text not null,
    updated_at bigint not null,
    primary key (environment, bucket, user_id)
  )`,
  `create table facts (
    environment text not null,
    bucket smallint not null check (bucket between 0 and 255),
    account text not null,
    id text not null,
    kind text not null,
    at bigint not null,
    received_at bigint not null,
    user_id text,
    name text,
    body text not null,
    primary key (environment, bucket, account, id)
  )`,
  `create table signals (
    environment text not null,
    bucket smallint not null check (bucket between 0 and 255),
    account text not null,
    id text not null,
    signal text not null,
    meter text,
    priority text not null,
    fired_at bigint not null,
    expires_at bigint,
    body text not null,
    primary key (environment, bucket, account, id)
  )`,
  `create table moments (
    environment text not null,
    bucket smallint not null check (bucket between 0 and 255),
    account text not null,
    id text not null,
    play text not null,
    version integer not null,
    signal text,
    user_id text not null,
    session text,
    reactive boolean not null,
    step text not null,
    offered_at bigint not null,
    shown_at bigint,
    clicked_at bigint,
    checkout_at bigint,
    dismissed_at bigint,
    converted_at bigint,
    mrr_delta bigint,
    body text not null,
    primary key (environment, bucket, account, id)
  )`,
  `create table decisions (
    environment text not null,
    bucket smallint not null check (bucket between 0 and 255),
    account text not null,
    id text not null,
    at bigint not null,
    user_id text not null,
    session text,
    placement text,
    trigger text,
    moment text,
    version integer not null,
    trace text not null,
    primary key (environment, bucket, account, id)
  )`,
  `create table quotes (
    environment text not null,
    bucket smallint not null check (bucket between 0 and 255),
    account text not null,
    id text not null,
    at bigint not null,
    expires_at bigint not null,
    moment text,
    body text not null,
    accepted_at bigint,
    primary key (environment, bucket, account, id)
  )`,
  `create table upgrades (
    environment text not null,
    bucket smallint not null check (bucket between 0 and 255),
    account text not null,
    id text not null,
    quote text not null,
    moment text,
    from_plan text not null,
    to_plan text not null,
    mrr_delta bigint not null,
    at bigint not null,
    effective_at bigint not null,
    status text not null,
    primary key (environment, bucket, account, id),
    unique (environment, bucket, account, quote) -- a quote is accepted once, however often it is asked for
  )`,
  `create table invoices (
    environment text not null,
    bucket smallint not null check (bucket between 0 and 255),
    account text not null,
    id text not null,
    at bigint not null,
    lines text not null,
    total bigint not null,
    currency text not null,
    status text not null,
    payments text not null,
    primary key (environment, bucket, account, id)
  )`,
  `create table idempotency (
    environment text not null,
    key text not null,
    method text not null,
    path text not null,
    body_hash text not null,
    status integer,
    response text,
    created_at bigint not null,
    primary key (environment, key, method, path)
  )`,
  `create table console_sessions (
    hash text primary key,
    environment text not null,
    expires_at bigint not null
  )`,
];

const STORAGE = [
  // A state is rewritten as a whole at every event: compressing it each time costs more than its one kilobyte is worth.
  'alter table accounts alter column state set storage external',
  // Every event rewrites its account's row: room on the page keeps the new version beside the old one.
  'alter table accounts set (fillfactor = 70)',
];

const INDEXES = [
  // At most one version of the config is active, whoever activates another at the same time.
  'create unique index configs_active on configs (environment) where active',
  // The accounts whose time has come; each environment has its own clock.
  'create index accounts_due on accounts (environment, next_tick_at) where next_tick_at is not null',
  // The list of accounts, newest change first.
  'create index accounts_recent on accounts (environment, updated_at desc)',
  // An account's timeline and its replay, in the order in which things happened.
  'create index facts_timeline on facts (environment, bucket, account, at)',
  'create index decisions_timeline on decisions (environment, bucket, account, at)',
  // A moment or quote is named by its id alone when a browser says it was shown, clicked, accepted.
  'create index moments_by_id on moments (environment, id)',
  'create index quotes_by_id on quotes (environment, id)',
  // Reports go over all moments of a stretch of time.
  'create index moments_offered on moments (environment, offered_at)',
  // Answers are kept for 7 days; the sweep finds the older ones.
  'create index idempotency_age on idempotency (environment, created_at)',
];

/** The column by which each table's rows belong to an environment. */
const TENANT_COLUMNS: Readonly<Record<string, string>> = {
  environments: 'id',
  api_keys: 'environment',
  configs: 'environment',
  accounts: 'environment',
  users: 'environment',
  facts: 'environment',
  signals: 'environment',
  moments: 'environment',
  decisions: 'environment',
  quotes: 'environment',
  upgrades: 'environment',
  invoices: 'environment',
  idempotency: 'environment',
  console_sessions: 'environment',
};

export const initial: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const policies = Object.entries(TENANT_COLUMNS).flatMap(([table, column]) => isolate(table, column));
    for (const statement of [...TABLES, ...STORAGE, ...INDEXES, ...policies]) await sql.raw(statement).execute(db);
  },
};
