import type { Catalog, Play } from '../catalog/catalog.ts';
import type { Experiment } from '../catalog/experiment.ts';
import { listText, moneyText, numberText } from '../kernel/number-text.ts';
import { minorUnits } from '../kernel/money.ts';
import { type Asked, asked, counted, type TreeSight } from './decision-tree-question.ts';
import { daysText, READINESS_QUESTIONS } from './decision-tree-readiness.ts';
import { LEAP } from './fit-offer.ts';
import type { RuleId } from './trace.ts';

/** Every rule as a question with the numbers of a config. */
export const TREE_QUESTIONS: Readonly<Record<RuleId, (sight: TreeSight) => Asked>> = {
  ...READINESS_QUESTIONS,
  trigger: (sight) => (sight.walkedInto === null ? askSignals(sight) : askWalkedInto(sight.walkedInto)),
  audience: askAudience,
  'offer.fit': askOffer,
  'guardrail.paused': ({ catalog: { guardrails } }) =>
    asked('Are moments that we start switched on?', { paused: guardrails.paused }),
  'guardrail.session': ({ catalog }) => {
    const { perSession } = catalog.guardrails;
    const asks = `Has this session had fewer than ${perSession} of ours?`;
    return asked(counted(perSession, 'Has this session had none of ours yet?', asks), { perSession });
  },
  'guardrail.account': ({ catalog }) => {
    const { perAccountDays } = catalog.guardrails;
    const asks = `Has the account had none of ours in the last ${daysText(perAccountDays)}, over all its people and channels?`;
    return asked(asks, { perAccountDays });
  },
  'guardrail.cool-off': ({ catalog }) => {
    const { coolOffDays, refusalDays } = catalog.guardrails;
    const asks = `Did nobody say "not now" in the last ${daysText(coolOffDays)}, nor refuse this play with a reason in the last ${daysText(refusalDays)}?`;
    return asked(asks, { coolOffDays, refusalDays });
  },
  'guardrail.snooze': () => asked('Is the time over for which this user said "later"?', {}),
  'guardrail.quiet-hours': ({ catalog }) => {
    const { quietHours } = catalog.guardrails;
    if (quietHours === null) return asked('Is it outside quiet hours? There are none.', { from: null, to: null });
    return asked(`Is it outside ${quietHours.from} to ${quietHours.to}, by the account's own clock?`, quietHours);
  },
  'guardrail.owner': () => asked('Does nobody of the team work on the account?', {}),
  role: askRole,
  routing: askRouting,
  holdout: ({ catalog }) => {
    const { percent } = catalog.config.holdout;
    const asks = `Is the account outside the ${numberText(percent)}% that are held out?`;
    return asked(
      percent === 0 ? 'Is the account outside the holdout? There is none.' : asks,
      { percent },
      'nothing is shown; it is noted that it would have been',
    );
  },
  experiment: askExperiments,
  rank: ({ play, walkedInto }) => {
    const order =
      "the most urgent signal, then the play's priority, what it is expected to add, the fuller meter, its name";
    const asks = walkedInto === null ? 'Does it come first' : 'Is it most to the point';
    const then = walkedInto === null ? 'By' : 'Where two are, by';
    return asked(
      `${asks} of the plays that are left? ${then} ${order}.`,
      { priority: play.priority },
      'another play comes first',
    );
  },
};

function askSignals({ catalog, play }: TreeSight): Asked {
  const values = { proactive: play.proactive, signals: play.trigger, placements: play.placements };
  if (!play.proactive) return asked('Is it started by us? It only answers what somebody walks into.', values);
  const signals = play.trigger.map((id) => `${id} (${priorityOf(catalog, id)})`).join(', ');
  const where = play.placements.includes('*')
    ? ''
    : ` And is it asked for the placement ${play.placements.join(' or ')}, or for none?`;
  return asked(`Is one of its signals active: ${signals}?${where}`, values);
}

function priorityOf(catalog: Catalog, id: string): string {
  const rule = catalog.signals.find((signal) => signal.id === id);
  return rule?.priority ?? 'unknown';
}

function askWalkedInto(types: readonly string[]): Asked {
  return asked(`Did somebody just walk into this: ${types.join(', ')}?`, { types });
}

function askAudience({ catalog, play }: TreeSight): Asked {
  const { crossSellDays } = catalog.guardrails;
  const isOther = play.kind === 'cross-sell';
  const audience = play.audience ?? null;
  const whom =
    audience === null ? 'Is it for this account? It is for everybody.' : `Is this true of the account: ${audience}?`;
  const core = isOther ? ` And is the core of the product in use for ${daysText(crossSellDays)}?` : '';
  return asked(`${whom}${core}`, { audience, ...(isOther ? { crossSellDays } : {}) });
}

function askOffer({ catalog, play, walkedInto }: TreeSight): Asked {
  const otherwise = walkedInto === null ? undefined : 'no offer by this play; where none has one, the plain wall';
  const asks = `${whatIsOffered(catalog, play)} The cheapest that does; one of more than ${LEAP} times the price is reached by a step between.`;
  return asked(asks, { to: offeredText(play), leap: LEAP }, otherwise);
}

function whatIsOffered(catalog: Catalog, { offer: { to } }: Play): string {
  if (to === 'next') return 'Does anything for sale have room for what is needed: seats, an add-on, a higher plan?';
  if (typeof to === 'string')
    return `Does ${catalog.planById.get(to)?.name ?? to} have room for what is needed, and is it a step up?`;
  if ('addOn' in to) return `Does ${catalog.addOnById.get(to.addOn)?.name ?? to.addOn} have room for what is needed?`;
  return `Do ${to.seats === 'needed' ? 'as many seats as are needed' : `${to.seats} seats`} have room for everybody?`;
}

function offeredText({ offer: { to } }: Play): string {
  if (typeof to === 'string') return to;
  return 'addOn' in to ? `add-on ${to.addOn}` : `${to.seats} seats`;
}

function askRole({ catalog, walkedInto }: TreeSight): Asked {
  const buyerRoles = [...catalog.buyerRoles];
  const whom = `${buyerRoles.join(', ')}, or a role that nobody said`;
  if (walkedInto === null) return asked(`May this user buy: ${whom}?`, { buyerRoles });
  const asks = `May this user buy (${whom}), does nobody of the team work on the account, and is it well?`;
  const otherwise = 'answered all the same, and told whom to ask, sent to their contact, or offered help first';
  return asked(asks, { buyerRoles }, otherwise);
}

function askRouting({ catalog, play }: TreeSight): Asked {
  const { inAppUpTo, humanFrom, unconvertedOffers } = catalog.routing;
  const { channels, motion } = play;
  const amount = (value: number): string => moneyText(minorUnits(value), catalog.currency);
  const byAmount = `up to ${amount(inAppUpTo)} more a month in the product, below ${amount(humanFrom)} by e-mail, from there on through people; through people too after ${unconvertedOffers} offers in vain to somebody who looks at the prices`;
  const way = motion === 'auto' ? byAmount : `the play is ${motion}, whatever the amount`;
  const asks = `Is there a way for it: ${way}? The play allows ${listText(channels)}; of those the nearest.`;
  return asked(asks, { motion, channels, inAppUpTo, humanFrom, unconvertedOffers });
}

function askExperiments({ catalog, play }: TreeSight): Asked {
  const experiments = catalog.layers.flatMap((layer) => layer.experiments).filter((each) => isAbout(each, play));
  const named = experiments.map(({ id, variants }) => `${id} (${variants.map(({ variant }) => variant).join(', ')})`);
  const asks =
    named.length === 0
      ? 'Do its experiments let it start? It is in none.'
      : `Do its experiments let it start now: ${named.join('; ')}?`;
  return asked(asks, { experiments: experiments.map(({ id }) => id) });
}

function isAbout({ variants }: Experiment, { id }: Play): boolean {
  return variants.some(({ change }) => change.plays === null || change.plays.has(id));
}
