import { decisionSchema, quoteSchema, type MomentRow } from '../kairos/kairos-answers.ts';
import type { KairosApi } from '../kairos/kairos-api.ts';
import { FICTIONAL_COMPANIES, type FictionalCompany, slugOf, type Story } from './fictional-companies.ts';

type Steps = readonly ('shown' | 'clicked' | 'dismissed' | 'checkout-started')[];

/** What each story's person did, step by step. */
const STEPS: Readonly<Record<Story['then'], Steps>> = {
  'missed-it': [],
  'saw-it': ['shown'],
  'not-now': ['shown', 'dismissed'],
  clicked: ['shown', 'clicked'],
  'left-checkout': ['shown', 'clicked', 'checkout-started'],
  upgraded: ['shown', 'clicked', 'checkout-started'],
};

/**
 * Lives through the fictional companies' stories, by the calls that a browser would make: an offer is asked for, seen, acted on. Each
 * is lived once: a moment that Kairos has already is taken up where it was left, and an account that upgraded is let be.
 */
export async function liveStories(kairos: KairosApi): Promise<void> {
  for (const company of FICTIONAL_COMPANIES) {
    if (company.story !== undefined) await liveStory(kairos, company, company.story);
  }
}

async function liveStory(kairos: KairosApi, company: FictionalCompany, story: Story): Promise<void> {
  const account = slugOf(company.name);
  const [known] = await kairos.momentsOf(account);
  if (known !== undefined && isOver(known, story)) return;
  const moment = known?.id ?? (await askForMoment(kairos, company, story));
  if (moment === null) return;
  for (const step of STEPS[story.then]) await kairos.send('POST', `/v1/moments/${moment}/${step}`, {});
  if (story.then !== 'upgraded') return;
  const change = { plan: 'pro', interval: story.interval };
  const quote = quoteSchema.parse(await kairos.send('POST', '/v1/quotes', { account, change, moment }));
  await kairos.send('POST', `/v1/quotes/${quote.id}/accept`, {});
}

function isOver({ step }: MomentRow, { then }: Story): boolean {
  return step === 'converted' || (then !== 'upgraded' && step === STEPS[then].at(-1));
}

async function askForMoment(kairos: KairosApi, company: FictionalCompany, { met }: Story): Promise<string | null> {
  const account = slugOf(company.name);
  const request = {
    account,
    user: slugOf(company.people[0]),
    role: 'owner',
    session: `${account}-first-visit`,
    ...(met === 'at-the-limit'
      ? { placement: 'invoices', trigger: { type: 'limit', meter: 'invoices' } }
      : { placement: 'home' }),
  };
  return decisionSchema.parse(await kairos.send('POST', '/v1/decide', request)).moment?.id ?? null;
}
