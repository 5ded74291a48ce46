import { rmSync } from 'node:fs';
import { pino } from 'pino';
import { vi } from 'vitest';
import { z } from 'zod';
import type { ConfigInput } from '@kairos/engine';
import { ledgerly } from '../../../engine/src/testing/ledgerly.ts';
import type { Environment, EnvironmentKind } from '../auth/environments.ts';
import { createKairos, type Kairos } from '../create-kairos.ts';
import { accountRowSchema, accountSchema, timelineSchema } from '../wire/account.ts';
import { pageOf } from '../wire/parts.ts';
import { checkSchema } from '../wire/entitlement.ts';
import { environmentSchema } from '../wire/environment.ts';
import { erasureSchema } from '../wire/erasure.ts';
import { madeKeySchema } from '../wire/key.ts';
import { funnelSchema } from '../wire/funnel.ts';
import { ingestSchema } from '../wire/ingest.ts';
import { decisionRowSchema, decisionSchema, momentRowSchema, stepSchema } from '../wire/moment.ts';
import { acceptanceSchema, invoiceSchema, quoteSchema } from '../wire/upgrade.ts';
import { usageSeriesSchema } from '../wire/usage.ts';
import { Caller } from './caller.ts';
import { newDataDirectory } from './embedded-database.ts';
import { TestBrowser } from './test-browser.ts';
import { signUserToken, type TokenClaims } from './sign-user-token.ts';

export interface KairosConditions {
  /** A PostgreSQL by its URL; without one an embedded one in a directory of its own. */
  readonly url?: string;
  /** What the wall clock says, and goes on saying until it is set. */
  readonly now?: string;
}

/** A Tuesday noon in the middle of a month. */
export const NOON = '2026-03-10T12:00:00.000Z';
export const BOOTSTRAP_KEY = 'sk_test_bootstrap_of_tests';

const accountPage = pageOf(accountRowSchema);

interface Process {
  readonly kairos: Kairos;
  readonly wall: { now: number };
  readonly close: () => Promise<void>;
}

type Message = Readonly<Record<string, unknown>>;

/** Starts a Kairos with a held clock and a test environment: `const kairos = await aKairos(); await kairos.putConfig()`. */
export async function aKairos({ url, now = NOON }: KairosConditions = {}): Promise<TestKairos> {
  const wall = { now: Date.parse(now) };
  const directory = url === undefined ? await newDataDirectory() : null;
  const kairos = await createKairos({
    database: url === undefined ? { directory: directory ?? '' } : { url },
    bootstrapKey: BOOTSTRAP_KEY,
    wallClock: () => wall.now,
    logger: pino({ level: 'silent' }),
  });
  const close = async (): Promise<void> => {
    await kairos.close();
    if (directory !== null) rmSync(directory, { recursive: true, force: true });
  };
  const caller = callerWith(kairos, BOOTSTRAP_KEY);
  const environment = await caller.get('/v1/environment', environmentSchema);
  return new TestKairos({ kairos, wall, close }, environment, BOOTSTRAP_KEY);
}

function callerWith(kairos: Kairos, key: string): Caller {
  return new Caller(kairos.handler, { authorization: `Bearer ${key}` });
}

/** One environment of a running Kairos, in which things happen. Its account is `acme` and its user `ana` where nothing else is said. */
export class TestKairos {
  readonly environment: Environment;
  readonly secretKey: string;
  /** Calls with the secret key. */
  readonly api: Caller;
  readonly #process: Process;
  #count = 0;

  constructor(process: Process, environment: Environment, secretKey: string) {
    this.#process = process;
    this.environment = environment;
    this.secretKey = secretKey;
    this.api = callerWith(process.kairos, secretKey);
  }

  get kairos(): Kairos {
    return this.#process.kairos;
  }

  /** The wall clock, in milliseconds since 1970. */
  get wallNow(): number {
    return this.#process.wall.now;
  }

  setWallClock(iso: string): void {
    this.#process.wall.now = Date.parse(iso);
  }

  close(): Promise<void> {
    return this.#process.close();
  }

  /** Calls with another key, or without any. */
  callerWith(key: string | null): Caller {
    return key === null ? new Caller(this.kairos.handler, {}) : callerWith(this.kairos, key);
  }

  /** The environment of another, as this process serves it: for several processes on one database. */
  serving({ environment, secretKey }: TestKairos): TestKairos {
    return new TestKairos(this.#process, environment, secretKey);
  }

  /** A further secret key of this environment, which nobody needs, by its id. */
  async spareKey(): Promise<string> {
    const { id } = await this.makeKey();
    return id;
  }

  /** Erases a user or an account, and answers the id of that when it is done. */
  async erase(kind: 'user' | 'account', id: string): Promise<string> {
    const path = `/v1/${kind}s/${encodeURIComponent(id)}`;
    const { status, body } = await this.api.ask('DELETE', path);
    if (status !== 202) throw new Error(`DELETE ${path} answered ${status}: ${JSON.stringify(body)}`);
    const erasure = erasureSchema.parse(body);
    await vi.waitFor(
      async () => {
        const now = await this.api.get(`/v1/erasures/${erasure.id}`, erasureSchema);
        if (now.status !== 'done') throw new Error(`${path} is still being erased`);
      },
      { timeout: 20_000 },
    );
    return erasure.id;
  }

  /** A further key of this environment. */
  makeKey(kind: 'secret' | 'bootstrap' = 'secret'): Promise<z.output<typeof madeKeySchema>> {
    return this.callerWith(BOOTSTRAP_KEY).post('/v1/keys', { environment: this.environment.id, kind }, madeKeySchema);
  }

  /** A further, empty environment of the same process. */
  async another({ kind = 'test' }: { readonly kind?: EnvironmentKind } = {}): Promise<TestKairos> {
    const made = await callerWith(this.kairos, BOOTSTRAP_KEY).post(
      '/v1/environments',
      { name: 'Another', kind },
      environmentSchema.extend({ secretKey: z.string() }),
    );
    const { secretKey, ...environment } = made;
    return new TestKairos(this.#process, environment, secretKey);
  }

  /** A further, empty environment with the config in force. */
  async fresh(config: ConfigInput = ledgerly()): Promise<TestKairos> {
    const kairos = await this.another();
    await kairos.putConfig(config);
    return kairos;
  }

  putConfig(config: ConfigInput = ledgerly()): Promise<{ version: number }> {
    const schema = z.object({ version: z.int(), warnings: z.array(z.unknown()) });
    return this.api.put('/v1/config', config, schema);
  }

  /** Sends messages as one batch, as Segment's clients do. */
  tell(...messages: readonly Message[]): Promise<z.output<typeof ingestSchema>> {
    return this.api.post('/v1/batch', { batch: messages }, ingestSchema);
  }

  /** A user of an account does something, so many times. */
  sends(
    event: string,
    {
      times = 1,
      account = 'acme',
      user = 'ana',
      ...rest
    }: { readonly times?: number; readonly account?: string; readonly user?: string } & Message = {},
  ): Promise<z.output<typeof ingestSchema>> {
    const messages = Array.from({ length: times }, () =>
      this.track(event, { userId: user, context: { groupId: account }, ...rest }),
    );
    return this.tell(...messages);
  }

  /** A track message with an id of its own. */
  track(event: string, rest: Message = {}): Message {
    this.#count += 1;
    return { type: 'track', messageId: `message-${this.#count}`, event, ...rest };
  }

  account(id = 'acme'): Promise<z.output<typeof accountSchema>> {
    return this.api.get(`/v1/accounts/${encodeURIComponent(id)}`, accountSchema);
  }

  /** How much of a meter an account has used. */
  async used(meter = 'invoices', account = 'acme'): Promise<number | undefined> {
    return (await this.account(account)).usage[meter]?.used;
  }

  /** The names of the signals that are active, the most urgent first. */
  async signals(account = 'acme'): Promise<readonly string[]> {
    return (await this.account(account)).signals.map((signal) => signal.signal);
  }

  check(
    feature: string,
    { account = 'acme', ...rest }: { readonly account?: string; readonly amount?: number } = {},
  ): Promise<z.output<typeof checkSchema>> {
    return this.api.post('/v1/check', { account, feature, ...rest }, checkSchema);
  }

  /** Uses so much of a meter of an account. */
  consume(
    amount: number,
    {
      meter = 'invoices',
      account = 'acme',
      key,
    }: { readonly meter?: string; readonly account?: string; readonly key?: string } = {},
  ): Promise<z.output<typeof checkSchema>> {
    const api = key === undefined ? this.api : this.api.with({ 'idempotency-key': key });
    return api.post('/v1/consume', { account, meter, amount }, checkSchema);
  }

  decide(question: Message = {}): Promise<z.output<typeof decisionSchema>> {
    return this.api.post('/v1/decide', { account: 'acme', user: 'ana', ...question }, decisionSchema);
  }

  take(moment: string, step: string): Promise<{ id: string; step: string }> {
    return this.api.post(`/v1/moments/${moment}/${step}`, {}, z.object({ id: z.string(), step: stepSchema }));
  }

  async moments(account = 'acme'): Promise<readonly z.output<typeof momentRowSchema>[]> {
    return (await this.api.get(`/v1/moments?account=${account}`, pageOf(momentRowSchema))).data;
  }

  quote(
    change: Message,
    { account = 'acme', ...rest }: { readonly account?: string; readonly moment?: string } = {},
  ): Promise<z.output<typeof quoteSchema>> {
    return this.api.post('/v1/quotes', { account, change, ...rest }, quoteSchema);
  }

  accept(quote: string): Promise<z.output<typeof acceptanceSchema>> {
    return this.api.post(`/v1/quotes/${quote}/accept`, {}, acceptanceSchema);
  }

  /** Prices a change and carries it out. */
  async upgrade(change: Message, account = 'acme'): Promise<z.output<typeof acceptanceSchema>> {
    return this.accept((await this.quote(change, { account })).id);
  }

  async invoices(account = 'acme'): Promise<readonly z.output<typeof invoiceSchema>[]> {
    return (await this.api.get(`/v1/accounts/${account}/invoices`, pageOf(invoiceSchema))).data;
  }

  /** What happened to an account, newest first. */
  async timeline(account = 'acme'): Promise<readonly z.output<typeof timelineSchema>[]> {
    return (await this.api.get(`/v1/accounts/${account}/timeline?limit=200`, pageOf(timelineSchema))).data;
  }

  async decisions(account = 'acme'): Promise<readonly z.output<typeof decisionRowSchema>[]> {
    return (await this.api.get(`/v1/accounts/${account}/decisions`, pageOf(decisionRowSchema))).data;
  }

  series(meter: string, account = 'acme'): Promise<z.output<typeof usageSeriesSchema>> {
    return this.api.get(`/v1/accounts/${account}/usage/${meter}`, usageSeriesSchema);
  }

  accounts(query = ''): Promise<z.output<typeof accountPage>> {
    return this.api.get(`/v1/accounts${query}`, accountPage);
  }

  funnel(by: 'play' | 'signal' = 'play'): Promise<z.output<typeof funnelSchema>> {
    return this.api.get(`/v1/reports/funnel?by=${by}`, funnelSchema);
  }

  /** Moves the environment's own clock, through every timer that falls due. */
  async advance(to: string): Promise<void> {
    await this.api.post('/v1/clock/advance', { to }, z.object({ now: z.string(), fixed: z.literal(true) }));
  }

  /** A user token as the team's server would sign it, but for what is said. */
  token(claims: Partial<TokenClaims> = {}): Promise<string> {
    const { id, identitySecret } = this.environment;
    return signUserToken({ issuedAt: this.wallNow, audience: id, secret: identitySecret, ...claims });
  }

  /** The browser of an owner, unless another role is said. */
  browser(claims: Pick<TokenClaims, 'user' | 'account' | 'role'> = {}): Promise<TestBrowser> {
    return this.browserOf({ role: 'owner', ...claims });
  }

  /** The browser of a user of whose role nothing is said unless it is said here. */
  async browserOf(claims: Pick<TokenClaims, 'user' | 'account' | 'role'>): Promise<TestBrowser> {
    return this.browserWith(await this.token(claims));
  }

  /** A browser that brings this token, whatever it is worth. */
  browserWith(token: string): TestBrowser {
    const publishable = this.callerWith(this.environment.publishableKey);
    return new TestBrowser(publishable.with({ 'kairos-user-token': token }));
  }
}
