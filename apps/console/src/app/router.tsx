import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, Outlet, redirect } from '@tanstack/react-router';
import { AccountPage } from '../account/account-page.tsx';
import { readAccountSearch } from '../account/account-search.ts';
import { loadAccount } from '../account/load-account.ts';
import { AccountsPage } from '../accounts/accounts-page.tsx';
import { readAccountsSearch } from '../accounts/accounts-search.ts';
import { isSignedOut } from '../api/api-error.ts';
import { accountsQuery, clockQuery, funnelQuery, sessionQuery } from '../api/queries.ts';
import { Frame } from '../frame/frame.tsx';
import { NoSuchPage } from '../frame/no-such-page.tsx';
import { FunnelPage } from '../funnel/funnel-page.tsx';
import { funnelChoice, readFunnelSearch } from '../funnel/funnel-search.ts';
import { PagePending } from '../parts/page-pending.tsx';
import { Problem } from '../parts/problem.tsx';
import { SignInPage } from '../sign-in/sign-in-page.tsx';
import { readSignInSearch } from '../sign-in/sign-in-search.ts';

export interface RouterContext {
  readonly queries: QueryClient;
  /** Why the link that opened the console did not sign in; null when there was none or it did. */
  readonly linkRefused: string | null;
}

const rootRoute = createRootRouteWithContext<RouterContext>()({ component: Outlet, notFoundComponent: NoSuchPage });

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: readSignInSearch,
  component: SignInPage,
});

/** Everything but the sign-in page: who isn't signed in is sent there, and back again afterwards. */
const frameRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'frame',
  component: Frame,
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queries.ensureQueryData(sessionQuery);
    } catch (error) {
      if (isSignedOut(error)) throw redirect({ to: '/sign-in', search: { next: location.href }, replace: true });
      throw error;
    }
  },
});

// The loaders wait for what the page's sentence is made of, so that the page before stays in view until then (300 ms at most).
const funnelRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/',
  validateSearch: readFunnelSearch,
  loader: ({ context, location }) =>
    context.queries.ensureQueryData(funnelQuery(funnelChoice(readFunnelSearch(location.search)))),
  component: FunnelPage,
});

const accountsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/accounts',
  validateSearch: readAccountsSearch,
  loader: async ({ context, location }) => {
    await Promise.all([
      context.queries.ensureQueryData(clockQuery),
      context.queries.ensureQueryData(accountsQuery(readAccountsSearch(location.search))),
    ]);
  },
  component: AccountsPage,
});

const accountRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/accounts/$accountId',
  validateSearch: readAccountSearch,
  loader: async ({ context, location, params }) => {
    const { superseded } = readAccountSearch(location.search);
    await loadAccount(context.queries, { id: params.accountId, superseded: superseded === 'shown' });
  },
  component: AccountPage,
});

const routeTree = rootRoute.addChildren([
  signInRoute,
  frameRoute.addChildren([funnelRoute, accountsRoute, accountRoute]),
]);

/** The console's screens, each with its own URL below /console/. */
export function createConsoleRouter(context: RouterContext) {
  return createRouter({
    routeTree,
    context,
    basepath: '/console',
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: searchText,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 300,
    defaultPendingMinMs: 0,
    defaultPendingComponent: PagePending,
    defaultErrorComponent: Problem,
    notFoundMode: 'root',
    scrollRestoration: true,
  });
}

/** A search as plain text values, in the order given; what is undefined is left out. */
function searchText(search: Readonly<Record<string, unknown>>): string {
  const sent = Object.entries(search).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return sent.length === 0 ? '' : `?${new URLSearchParams(sent).toString()}`;
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
