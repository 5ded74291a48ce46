import { Hono } from 'hono';
import { findPlan } from '../plans/plan-ladder.ts';
import { drawPage } from '../site/draw-page.ts';
import type { Services, SignedIn } from '../site/services.ts';
import { lockedReportsPage } from './locked-reports-page.ts';
import { reportsPage } from './reports-page.ts';
import { summariseInvoices } from './summarise-invoices.ts';

const MONTHS = 6;

/** The reports, for those whose plan has them. It is this server that decides, by Kairos' answer; the browser only asks. */
export function reportRoutes(services: Services): Hono<SignedIn> {
  const { store, entitlements, tracking, clock, report } = services;
  const routes = new Hono<SignedIn>();

  routes.get('/reports', async (context) => {
    const { visitor } = context.var;
    const check = await entitlements.may(visitor.company.id, 'reports', 'refuse');
    if (!check.allowed) tracking.gateSeen(visitor.person).catch(report);
    const now = clock();
    const invoices = check.allowed ? store.invoices.allOf(visitor.company.id) : [];
    return context.html(
      await drawPage(services, visitor, {
        section: 'reports',
        title: 'Reports',
        follows: ['plan'],
        body: () =>
          check.allowed
            ? reportsPage(summariseInvoices(invoices, { now, months: MONTHS }))
            : lockedReportsPage({ visitor, required: findPlan(check.requiredPlan ?? ''), now }),
      }),
    );
  });

  return routes;
}
