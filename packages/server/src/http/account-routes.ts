import { createRoute, z } from '@hono/zod-openapi';
import { activeSignals, type Instant, parseInstant, type SubscriptionFact } from '@kairos/engine';
import { decisionsOf, usageSeriesOf } from '../accounts/account-history.ts';
import { ACCOUNT_SORTS } from '../accounts/accounts-page.ts';
import { keptStageOf } from '../accounts/kept-stage.ts';
import { listAccounts } from '../accounts/list-accounts.ts';
import { subscribeTo } from '../accounts/subscribe.ts';
import { timelineOf } from '../accounts/timeline.ts';
import { accountView, subscriptionView } from '../accounts/views.ts';
import { recordChange } from '../audit/audit-log.ts';
import { invoicesOf, invoiceView } from '../billing/ledger.ts';
import { unknownAccount } from '../billing/quotes.ts';
import { wallNow } from '../clock.ts';
import { newId } from '../ids.ts';
import { KairosError } from '../kairos-error.ts';
import { appendFacts } from '../log/append-facts.ts';
import { lockAccounts, readAccount } from '../log/load-accounts.ts';
import { inEnvironment, type Services, type WorkContext } from '../services.ts';
import type { Trx } from '../store/database.ts';
import { readKeyset } from '../store/keyset.ts';
import { needsSecretKey } from './authenticate.ts';
import { answers, createRouter, jsonBody } from './route.ts';
import {
  accountRowSchema,
  accountSchema,
  subscriptionBody,
  subscriptionSchema,
  timelineSchema,
} from '../wire/account.ts';
import { accountParams, labelSchema, pageOf, pageQuery, searchSchema } from '../wire/parts.ts';
import { decisionRowSchema } from '../wire/moment.ts';
import { stageNameSchema } from '../wire/stage.ts';
import { invoiceSchema } from '../wire/upgrade.ts';
import { usageSeriesSchema } from '../wire/usage.ts';

const tags = ['Accounts'];
const accountsQuery = pageQuery.extend({
  q: searchSchema.optional().openapi({ description: 'A part of their name or id' }),
  stage: stageNameSchema.optional(),
  signal: labelSchema.optional().openapi({ description: 'A signal that is active, by its id in the config' }),
  plan: labelSchema.optional(),
  sort: z
    .enum(ACCOUNT_SORTS)
    .default('updated')
    .openapi({ description: 'What changed last first, by name, or the highest stage first' }),
});

/** What Kairos knows of each account. */
export function accountRoutes(services: Services) {
  const middleware = [needsSecretKey(services)];
  const limited = { query: pageQuery.pick({ limit: true }), params: accountParams };
  const paged = { query: pageQuery, params: accountParams };
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/accounts',
        tags,
        summary: 'Accounts by stage, active signal, plan or name',
        middleware,
        request: { query: accountsQuery },
        responses: answers('Accounts', pageOf(accountRowSchema)),
      }),
      async (c) => {
        const { cursor, q, stage, signal, plan, ...rest } = c.req.valid('query');
        const page = await inEnvironment(services, c.var.caller.environment, (trx, context) =>
          listAccounts(trx, context, {
            ...rest,
            cursor: cursor ?? null,
            query: q ?? null,
            stage: stage ?? null,
            signal: signal ?? null,
            plan: plan ?? null,
          }),
        );
        return c.json(page, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/accounts/{id}',
        tags,
        summary: 'One account: plan, usage, members, signals, stage',
        middleware,
        request: { params: accountParams, query: z.object({ all: z.enum(['true', 'false']).default('false') }) },
        responses: answers('The account', accountSchema),
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        const { all } = c.req.valid('query');
        const view = await inEnvironment(services, c.var.caller.environment, async (trx, context) => {
          const account = await mustRead(trx, context, id);
          const signals = all === 'true' ? account.signals : activeSignals(account, context.now);
          const kept = await keptStageOf(trx, { environment: context.environment, account: id });
          return accountView(context.program, account, { now: context.now, signals, kept });
        });
        return c.json(view, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/accounts/{id}/subscription',
        tags,
        summary: 'Say what an account has',
        middleware,
        request: { params: accountParams, ...jsonBody(subscriptionBody) },
        responses: answers('What it has now', subscriptionSchema),
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        const body = c.req.valid('json');
        const view = await inEnvironment(services, c.var.caller.environment, async (trx, context) => {
          const subscription = subscribeTo(context.program, {
            plan: body.plan,
            interval: body.interval ?? null,
            seats: body.seats ?? null,
            addOns: body.addOns ?? [],
            startedAt: instantOf(body.startedAt, 'startedAt'),
            renewsAt: instantOf(body.renewsAt, 'renewsAt'),
            billedBy: body.billedBy,
            now: context.now,
          });
          const locked = await lockAccounts(trx, context.environment, [id], context.now);
          const fact: SubscriptionFact = { kind: 'subscription', id: newId('evt'), at: context.now, subscription };
          const { accounts } = await appendFacts(trx, context, locked, new Map([[id, [fact]]]));
          const { plan, interval, seats, billedBy } = subscription;
          await recordChange(trx, {
            environment: context.environment,
            at: wallNow(services.wallClock),
            actor: c.var.caller.actor,
            action: 'subscription.set',
            subject: id,
            account: id,
            detail: { plan, interval, seats, billedBy },
          });
          const after = accounts.get(id);
          if (after === undefined) throw new TypeError('an account that was locked is there');
          return subscriptionView(context.program, after.account);
        });
        return c.json(view, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/accounts/{id}/timeline',
        tags,
        summary: 'What happened to it, newest first',
        middleware,
        request: paged,
        responses: answers(
          'Events, what was consumed, signals, steps of moments, upgrades, changes of subscription',
          pageOf(timelineSchema),
        ),
      }),
      async (c) => {
        const { limit, cursor } = c.req.valid('query');
        const before = readKeyset(cursor);
        const page = await inAccount(services, c, (trx, { environment }, account) =>
          timelineOf(trx, { environment, account: account.id, limit, before }),
        );
        return c.json(page, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/accounts/{id}/decisions',
        tags,
        summary: 'What was decided for it and why, newest first',
        middleware,
        request: paged,
        responses: answers('Decisions with their traces', pageOf(decisionRowSchema)),
      }),
      async (c) => {
        const { limit, cursor } = c.req.valid('query');
        const before = readKeyset(cursor);
        const page = await inAccount(services, c, (trx, { environment }, account) =>
          decisionsOf(trx, { environment, account: account.id }, { limit, before }),
        );
        return c.json(page, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/accounts/{id}/usage/{meter}',
        tags,
        summary: 'How a meter was filled this period, and when it runs out at this pace',
        middleware,
        request: {
          params: accountParams.extend({ meter: z.string().openapi({ param: { name: 'meter', in: 'path' } }) }),
        },
        responses: answers('The series', usageSeriesSchema),
      }),
      async (c) => {
        const name = c.req.valid('param').meter;
        const series = await inAccount(services, c, (trx, { environment, program, now }, account) => {
          const meter = program.catalog.meters.get(name);
          if (meter === undefined)
            throw new KairosError(
              'not-found',
              `no meter "${name}"; there is ${[...program.catalog.meters.keys()].join(', ')}`,
            );
          return usageSeriesOf(trx, { environment, account: account.id }, { program, account, meter, now });
        });
        return c.json(series, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/accounts/{id}/invoices',
        tags,
        summary: 'What the built-in ledger charged it, newest first',
        middleware,
        request: limited,
        responses: answers('Invoices', pageOf(invoiceSchema)),
      }),
      async (c) => {
        const rows = await inAccount(services, c, (trx, { environment }, account) =>
          invoicesOf(trx, environment, account.id, c.req.valid('query').limit),
        );
        return c.json({ data: rows.map(invoiceView), next: null }, 200);
      },
    );
}

type KnownAccount = Awaited<ReturnType<typeof mustRead>>;

function inAccount<Answer>(
  services: Services,
  c: {
    readonly var: { readonly caller: { readonly environment: Parameters<typeof inEnvironment>[1] } };
    readonly req: { valid(target: 'param'): { readonly id: string } };
  },
  work: (trx: Trx, context: WorkContext, account: KnownAccount) => Promise<Answer>,
): Promise<Answer> {
  const { id } = c.req.valid('param');
  return inEnvironment(services, c.var.caller.environment, async (trx, context) =>
    work(trx, context, await mustRead(trx, context, id)),
  );
}

async function mustRead(trx: Trx, { environment, now }: WorkContext, id: string) {
  const account = await readAccount(trx, environment, id, now);
  if (account === null) throw unknownAccount(id);
  return account;
}

function instantOf(text: string | undefined, path: string): Instant | null {
  if (text === undefined) return null;
  const at = parseInstant(text);
  if (at === null)
    throw new KairosError('invalid-request', `${path}: expected a time between 1970 and 9999`, {
      issues: [{ path, message: 'expected a time between 1970 and 9999' }],
    });
  return at;
}
