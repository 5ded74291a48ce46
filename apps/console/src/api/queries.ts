import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { AccountRow, AccountView, InvoiceView, Page } from './account-view.ts';
import { ApiError } from './api-error.ts';
import type { DecisionView } from './decision-view.ts';
import type { ClockView, EnvironmentView, SessionView } from './environment-view.ts';
import type { FunnelReport } from './funnel-report.ts';
import { request } from './request.ts';
import type { Stage } from './stage-view.ts';
import type { TimelineEntry } from './timeline-entry.ts';
import type { MeterUsageView } from './usage-view.ts';

const DAY_MS = 24 * 60 * 60_000;
const ACCOUNTS_PER_PAGE = 50;
/** As many as the API gives at once: the longer the line, the better. */
export const TIMELINE_PER_PAGE = 200;
const DECISIONS_PER_PAGE = 100;

/** Whom this browser is signed in to; fails with 401 when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => request<SessionView>('/v1/console/session', { signal }),
  staleTime: 60_000,
});

export const environmentQuery = queryOptions({
  queryKey: ['environment'],
  queryFn: ({ signal }) => request<EnvironmentView>('/v1/environment', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The environment's now; a live environment's is the wall clock. */
export const clockQuery = queryOptions({
  queryKey: ['clock'],
  queryFn: async ({ signal }): Promise<ClockView> => {
    try {
      return await request<ClockView>('/v1/clock', { signal });
    } catch (error) {
      if (error instanceof ApiError && error.code === 'live-environment')
        return { now: new Date().toISOString(), fixed: false };
      throw error;
    }
  },
});

/** The active config, as JSON; null while none has been given. */
export const configQuery = queryOptions({
  queryKey: ['config'],
  queryFn: async ({ signal }): Promise<unknown> => {
    try {
      return await request<unknown>('/v1/config', { signal });
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return null;
      throw error;
    }
  },
});

export type FunnelGrouping = 'play' | 'signal';

/** The funnel of the last days up to the environment's now, which itself is counted. */
export function funnelQuery({ days, by }: { readonly days: string; readonly by: FunnelGrouping }) {
  return queryOptions({
    queryKey: ['funnel', days, by],
    queryFn: async ({ signal, client }) => {
      const { now } = await client.fetchQuery(clockQuery);
      const to = Date.parse(now) + 1;
      const query = { from: new Date(to - Number(days) * DAY_MS).toISOString(), to: new Date(to).toISOString(), by };
      return request<FunnelReport>('/v1/reports/funnel', { query, signal });
    },
  });
}

/** What the list of accounts is asked for; what is left out filters nothing. */
export interface AccountsFilter {
  readonly q?: string | undefined;
  readonly stage?: Stage | undefined;
  readonly cursor?: string | undefined;
}

export function accountsQuery({ q, stage, cursor }: AccountsFilter) {
  return queryOptions({
    queryKey: ['accounts', q ?? '', stage ?? '', cursor ?? ''],
    queryFn: ({ signal }) =>
      request<Page<AccountRow>>('/v1/accounts', { query: { limit: ACCOUNTS_PER_PAGE, q, stage, cursor }, signal }),
  });
}

/** One account; with `superseded`, the signals that a higher one replaced are listed too. */
export function accountQuery({ id, superseded }: { readonly id: string; readonly superseded: boolean }) {
  return queryOptions({
    queryKey: ['account', id, 'view', superseded],
    queryFn: ({ signal }) => request<AccountView>(pathOf(id), { query: superseded ? { all: true } : {}, signal }),
  });
}

export function meterUsageQuery({ id, meter }: { readonly id: string; readonly meter: string }) {
  return queryOptions({
    queryKey: ['account', id, 'usage', meter],
    queryFn: ({ signal }) => request<MeterUsageView>(`${pathOf(id)}/usage/${encodeURIComponent(meter)}`, { signal }),
  });
}

export function timelineQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ['account', id, 'timeline'],
    queryFn: ({ signal, pageParam }) =>
      request<Page<TimelineEntry>>(`${pathOf(id)}/timeline`, {
        query: { limit: TIMELINE_PER_PAGE, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function decisionsQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ['account', id, 'decisions'],
    queryFn: ({ signal, pageParam }) =>
      request<Page<DecisionView>>(`${pathOf(id)}/decisions`, {
        query: { limit: DECISIONS_PER_PAGE, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function invoicesQuery(id: string) {
  return queryOptions({
    queryKey: ['account', id, 'invoices'],
    queryFn: ({ signal }) => request<{ readonly data: readonly InvoiceView[] }>(`${pathOf(id)}/invoices`, { signal }),
  });
}

function pathOf(account: string): string {
  return `/v1/accounts/${encodeURIComponent(account)}`;
}
