import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import type { FormProblem } from '../invoices/read-invoice-form.ts';
import { drawPage } from '../site/draw-page.ts';
import type { FormAnswer } from '../site/form-answer.ts';
import { type Html, html } from '../site/html.ts';
import { readForm } from '../site/read-form.ts';
import type { Services, SignedIn, Visitor } from '../site/services.ts';
import type { Person } from '../store/companies.ts';
import { EMPTY_INVITATION, type InvitationForm, teamPage } from './team-page.ts';

const nameSchema = z.string().trim().min(1).max(80);
const emailSchema = z.email().max(120);

/** The team, and inviting somebody: which is where the seats run out. */
export function teamRoutes(services: Services): Hono<SignedIn> {
  const { store, entitlements } = services;
  const routes = new Hono<SignedIn>();

  routes.get('/team', async (context) =>
    context.html(await drawTeam(services, context.var.visitor, { form: EMPTY_INVITATION, problems: [], notice: null })),
  );

  routes.post('/team/invitations', async (context) => {
    const { visitor } = context.var;
    const wantsJson = context.req.header('accept')?.includes('application/json') === true;
    const read = readInvitation(await readForm(context), store.companies.peopleOf(visitor.company.id));
    if (!read.ok) {
      const message = read.problems.map((problem) => problem.message).join(' ');
      return wantsJson
        ? context.json<FormAnswer>({ outcome: 'invalid', message })
        : context.html(await drawTeam(services, visitor, { ...read, notice: null }), 422);
    }
    const check = await entitlements.may(visitor.company.id, 'seats', 'refuse');
    if (!check.allowed) {
      const message = `${read.form.name} is not invited: every seat is taken.`;
      return wantsJson
        ? context.json<FormAnswer>({ outcome: 'limit-reached', message })
        : context.html(await drawTeam(services, visitor, { form: read.form, problems: [], notice: NO_SEAT }));
    }
    const person = await invite(services, visitor, read.form);
    if (!wantsJson) return context.redirect('/team', 303);
    return context.json<FormAnswer>({ outcome: 'done', message: `${person.name} has a seat now.` });
  });

  return routes;
}

async function invite(
  { store, tracking, clock }: Services,
  { company }: Visitor,
  form: InvitationForm,
): Promise<Person> {
  const person: Person = { id: randomUUID(), company: company.id, ...form, role: 'member', joinedAt: clock() };
  store.companies.addPerson(person);
  await tracking.joined(person, company);
  return person;
}

const NO_SEAT = html`<div class="notice" role="alert">
  <p><strong>Nobody is invited yet.</strong> Every seat of your plan is taken.</p>
  <p><a class="button" href="/pricing">See the plans</a></p>
</div>`;

type InvitationResult =
  | { readonly ok: true; readonly form: InvitationForm }
  | { readonly ok: false; readonly form: InvitationForm; readonly problems: readonly FormProblem[] };

function readInvitation(data: FormData, people: readonly Person[]): InvitationResult {
  const typed = { name: String(data.get('name') ?? ''), email: String(data.get('email') ?? '').trim() };
  const name = nameSchema.safeParse(typed.name);
  const email = emailSchema.safeParse(typed.email);
  const problems: FormProblem[] = [];
  if (!name.success) problems.push({ field: 'name', message: 'Say who it is, in at most 80 characters.' });
  if (!email.success)
    problems.push({ field: 'email', message: 'Give an e-mail address such as name@company.example.' });
  if (people.some((person) => person.email.toLowerCase() === typed.email.toLowerCase())) {
    problems.push({ field: 'email', message: 'Somebody with this address is in your team already.' });
  }
  if (problems.length > 0 || !name.success || !email.success) return { ok: false, form: typed, problems };
  return { ok: true, form: { name: name.data, email: email.data } };
}

function drawTeam(
  services: Services,
  visitor: Visitor,
  view: { readonly form: InvitationForm; readonly problems: readonly FormProblem[]; readonly notice: Html | null },
): Promise<Html> {
  const people = services.store.companies.peopleOf(visitor.company.id);
  return drawPage(services, visitor, {
    section: 'team',
    title: 'Team',
    follows: ['plan'],
    body: (standing) => teamPage({ people, seats: standing?.usage.seats ?? null, now: services.clock(), ...view }),
  });
}
