import { getCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import type { Services, SignedIn, Visitor } from '../site/services.ts';

export const SESSION_COOKIE = 'ledgerly_session';

/** Lets only those through who are signed in; whoever asks for a page is shown the way in, other calls get a 401. */
export function requireSignIn({ store, clock }: Pick<Services, 'store' | 'clock'>) {
  return createMiddleware<SignedIn>(async (context, next) => {
    const visitor = visitorOf(store, getCookie(context, SESSION_COOKIE), clock());
    if (visitor === null) {
      return context.req.header('accept')?.includes('text/html') === true
        ? context.redirect('/sign-in', 303)
        : context.json({ message: 'You are not signed in.' }, 401);
    }
    context.set('visitor', visitor);
    context.header('Cache-Control', 'no-store');
    return next();
  });
}

function visitorOf(store: Services['store'], session: string | undefined, at: number): Visitor | null {
  const personId = session === undefined ? null : store.sessions.personOf(session, at);
  const person = personId === null ? null : store.companies.findPerson(personId);
  const company = person === null ? null : store.companies.find(person.company);
  if (person === null || company === null) return null;
  const owner = store.companies.peopleOf(company.id).find(({ role }) => role === 'owner') ?? person;
  return { person, company, owner };
}
