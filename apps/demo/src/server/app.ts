import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { invoiceRoutes } from './invoices/invoice-routes.ts';
import { tokenRoutes } from './kairos/token-routes.ts';
import { planRoutes } from './plans/plan-routes.ts';
import { reportRoutes } from './reports/report-routes.ts';
import { requireSignIn } from './sign-in/require-sign-in.ts';
import { signInRoutes } from './sign-in/sign-in-routes.ts';
import { noticePage } from './site/notice-page.ts';
import { securityHeaders } from './site/security-headers.ts';
import type { Services, SignedIn } from './site/services.ts';
import { teamRoutes } from './team/team-routes.ts';

const LARGEST_FORM_BYTES = 64 * 1024;

/** All of Ledgerly's pages behind one handler. */
export function ledgerlyApp(services: Services, { webDirectory }: { readonly webDirectory: string }): Hono {
  const { site, report } = services;
  const app = new Hono();

  app.use(securityHeaders(site), csrf(), bodyLimit({ maxSize: LARGEST_FORM_BYTES }));
  app.get('/assets/*', serveStatic({ root: webDirectory, onFound: (_, context) => neverChanges(context) }));
  app.get('/assets/*', (context) => context.notFound());
  app.get('/favicon.svg', serveStatic({ root: webDirectory }));
  app.get('/', (context) => context.redirect('/invoices', 303));
  app.route('/', signInRoutes(services));

  const behindSignIn = new Hono<SignedIn>();
  behindSignIn.use(requireSignIn(services));
  behindSignIn.route('/', tokenRoutes(services));
  behindSignIn.route('/', invoiceRoutes(services));
  behindSignIn.route('/', reportRoutes(services));
  behindSignIn.route('/', teamRoutes(services));
  behindSignIn.route('/', planRoutes(services));
  app.route('/', behindSignIn);

  app.notFound((context) => context.html(noticePage(site, NO_SUCH_PAGE), 404));
  app.onError((error, context) => {
    if (error instanceof HTTPException) return context.html(noticePage(site, NOT_TAKEN), error.status);
    report(error);
    return context.html(noticePage(site, SOMETHING_BROKE), 500);
  });
  return app;
}

const NO_SUCH_PAGE = { title: 'There is no such page', text: 'The address may have a slip in it.' };

const NOT_TAKEN = {
  title: 'Ledgerly did not take that',
  text: 'It came from another site, was too large, or was not a form. Nothing was changed; go back and try again.',
};

const SOMETHING_BROKE = {
  title: 'That did not work',
  text: 'Something in Ledgerly failed. What you had saved is safe; try it once more.',
};

/** Built files carry a hash of what they hold in their name. */
function neverChanges(context: { readonly header: (name: string, value: string) => void }): void {
  context.header('Cache-Control', 'public, max-age=31536000, immutable');
}
