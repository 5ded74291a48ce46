import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { FICTIONAL_COMPANIES, slugOf } from '../seed/fictional-companies.ts';
import { readForm } from '../site/read-form.ts';
import type { Services } from '../site/services.ts';
import { SESSION_COOKIE } from './require-sign-in.ts';
import { signInPage } from './sign-in-page.ts';

const SESSION_DAYS = 30;
const DAY_MS = 86_400_000;

/** Which of the fictional companies visitors can walk into. */
const OPEN_COMPANIES: readonly string[] = FICTIONAL_COMPANIES.flatMap(({ name, open }) => (open ? [slugOf(name)] : []));

/** Signing in without a password: a visitor picks whose eyes to look through. */
export function signInRoutes({ store, site, clock }: Services): Hono {
  const routes = new Hono();

  routes.get('/sign-in', (context) => {
    const companies = OPEN_COMPANIES.flatMap((id) => store.companies.find(id) ?? []);
    return context.html(
      signInPage(
        site,
        companies.map((company) => ({ company, people: store.companies.peopleOf(company.id) })),
      ),
    );
  });

  routes.post('/sign-in', async (context) => {
    const form = await readForm(context);
    const person = store.companies.findPerson(String(form.get('person')));
    if (person === null || !OPEN_COMPANIES.includes(person.company)) return context.redirect('/sign-in', 303);
    const id = randomBytes(32).toString('base64url');
    store.sessions.add({ id, person: person.id, expiresAt: clock() + SESSION_DAYS * DAY_MS });
    setCookie(context, SESSION_COOKIE, id, {
      httpOnly: true,
      sameSite: 'Lax',
      path: '/',
      maxAge: SESSION_DAYS * (DAY_MS / 1000),
    });
    return context.redirect('/invoices', 303);
  });

  routes.post('/sign-out', (context) => {
    const id = getCookie(context, SESSION_COOKIE);
    if (id !== undefined) store.sessions.remove(id);
    deleteCookie(context, SESSION_COOKIE, { path: '/' });
    return context.redirect('/sign-in', 303);
  });

  return routes;
}
