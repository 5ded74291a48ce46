import { Hono } from 'hono';
import { drawPage } from '../site/draw-page.ts';
import type { Services, SignedIn } from '../site/services.ts';
import { billingPage } from './billing-page.ts';
import { pricingPage } from './pricing-page.ts';

/** Pricing and billing. The change itself is made by the browser with Kairos: see README.md, "Changing the plan". */
export function planRoutes(services: Services): Hono<SignedIn> {
  const { kairos, clock, report } = services;
  const routes = new Hono<SignedIn>();

  routes.get('/pricing', async (context) => {
    const { visitor } = context.var;
    return context.html(
      await drawPage(services, visitor, {
        section: 'pricing',
        title: 'Pricing',
        follows: ['plan', 'use'],
        body: (standing) => pricingPage({ visitor, standing }),
      }),
    );
  });

  routes.get('/billing', async (context) => {
    const { visitor } = context.var;
    const orNull = (error: unknown): null => {
      report(error);
      return null;
    };
    const [invoices, history] = await Promise.all([
      kairos.invoicesOf(visitor.company.id).catch(orNull),
      kairos.usageHistory(visitor.company.id, 'invoices').catch(orNull),
    ]);
    return context.html(
      await drawPage(services, visitor, {
        section: 'billing',
        title: 'Billing',
        follows: ['plan', 'use'],
        body: (standing) => billingPage({ visitor, standing, history, invoices, now: clock() }),
      }),
    );
  });

  return routes;
}
