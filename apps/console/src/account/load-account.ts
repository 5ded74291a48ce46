import type { QueryClient } from '@tanstack/react-query';
import {
  accountQuery,
  clockQuery,
  configQuery,
  decisionsQuery,
  invoicesQuery,
  meterUsageQuery,
  timelineQuery,
} from '../api/queries.ts';

/**
 * Loads all that an account's page shows, so that it appears whole. Only the account itself and the clock have to succeed: each
 * other part says for itself when it could not be loaded.
 */
export async function loadAccount(
  queries: QueryClient,
  { id, superseded }: { readonly id: string; readonly superseded: boolean },
): Promise<void> {
  const account = queries.ensureQueryData(accountQuery({ id, superseded }));
  await Promise.all([
    account,
    queries.ensureQueryData(clockQuery),
    queries.prefetchInfiniteQuery(timelineQuery(id)),
    queries.prefetchInfiniteQuery(decisionsQuery(id)),
    queries.prefetchQuery(invoicesQuery(id)),
    queries.prefetchQuery(configQuery),
    account.then(async ({ usage }) => {
      const limited = Object.entries(usage).flatMap(([meter, { limit }]) => (limit === null ? [] : [meter]));
      await Promise.all(limited.map((meter) => queries.prefetchQuery(meterUsageQuery({ id, meter }))));
    }),
  ]);
}
