import type { Granted } from '../../catalog/terms.ts';
import { entry, within } from '../../kernel/bounded.ts';
import { dayOf } from '../../kernel/days.ts';
import { DAY_MS, later, MINUTE_MS } from '../../kernel/instant.ts';
import type { Detector } from '../detector.ts';
import { earliest } from './usage.ts';

/** Signals of somebody wanting what the plan lacks: at gates, in searches, at the prices, when sharing. */

function lacks(granted: Granted, feature: string): boolean {
  return (granted.grants.get(feature) ?? false) === false;
}

function watched(features: readonly string[] | undefined, feature: string): boolean {
  return features === undefined || features.includes(feature);
}

/** S0.1: a feature's locked state was seen. */
export const gateDiscovered: Detector<'gate.discovered'> = {
  reads: ['gates', 'subscription'],
  find: ({ account, granted }, { params }) =>
    Object.entries(account.gates).flatMap(([feature, gate]) => {
      const last = gate.hits.at(-1);
      if (last === undefined || !lacks(granted, feature) || !watched(params.features, feature)) return [];
      const evidence = { hits: gate.hits.length, users: gate.users.length };
      return [
        {
          subject: feature,
          episode: 'seen',
          evidence,
          expiresAt: later(last, params.expiresDays * DAY_MS),
          group: `gate:${feature}`,
          rank: 1,
        },
      ];
    }),
};

/** X2: the third hit within seven rolling days. */
export const gateRepeated: Detector<'gate.repeated'> = {
  reads: ['gates', 'subscription'],
  find: ({ account, granted, at }, { params }, standing) =>
    Object.entries(account.gates).flatMap(([feature, gate]) => {
      const last = gate.hits.at(-1);
      if (last === undefined || !lacks(granted, feature) || !watched(params.features, feature)) return [];
      const hits = within(gate.hits, at, params.days * DAY_MS).length;
      const stands = standing.some((signal) => signal.subject === feature);
      if (hits < params.hits && !stands) return [];
      const evidence = { hits, days: params.days, users: gate.users.length };
      return [
        {
          subject: feature,
          episode: 'often',
          evidence,
          expiresAt: later(last, params.expiresDays * DAY_MS),
          group: `gate:${feature}`,
          rank: 3,
        },
      ];
    }),
};

/** S1.38: two minutes and more with a locked feature. */
export const gateDwell: Detector<'gate.dwell'> = {
  reads: ['gates', 'subscription'],
  find: ({ account, granted }, { params }, standing) =>
    Object.entries(account.gates).flatMap(([feature, { dwellSeconds, dwelledAt }]) => {
      if (dwelledAt === null || !lacks(granted, feature) || !watched(params.features, feature)) return [];
      const isLong = dwellSeconds >= params.seconds;
      // A glance after a long look does not undo it.
      const stood = standing.find((signal) => signal.subject === feature)?.expiresAt ?? null;
      if (!isLong && stood === null) return [];
      return [
        {
          subject: feature,
          episode: 'dwelt',
          evidence: { seconds: dwellSeconds },
          expiresAt: isLong ? later(dwelledAt, params.expiresDays * DAY_MS) : stood,
          group: `gate:${feature}`,
          rank: 2,
        },
      ];
    }),
};

/** S4.14: regular use of a feature beside one that the plan lacks. */
export const featureAdjacent: Detector<'feature.adjacent'> = {
  reads: ['features', 'subscription'],
  find: ({ catalog, account, granted }, { params }) =>
    [...catalog.features.values()].flatMap((wanted) => {
      if (!lacks(granted, wanted.id) || !watched(params.features, wanted.id)) return [];
      return wanted.adjacentTo.flatMap((beside) => {
        const use = entry(account.features, beside);
        if (use === null || use.count < params.uses) return [];
        const evidence = { beside, uses: use.count, users: use.users.length };
        return [
          {
            subject: wanted.id,
            episode: beside,
            evidence,
            expiresAt: later(use.last, params.expiresDays * DAY_MS),
          },
        ];
      });
    }),
};

/** S0.3: the question that a completed workflow leaves is answered by a feature that the plan lacks. */
export const outcomeGap: Detector<'outcome.gap'> = {
  reads: ['workflows', 'subscription'],
  find: ({ catalog, account, granted }, { params }) =>
    [...catalog.workflows.values()].flatMap((workflow) => {
      const done = entry(account.workflows, workflow.id);
      if (
        done === null ||
        workflow.answeredBy === null ||
        !lacks(granted, workflow.answeredBy) ||
        !watched(params.workflows, workflow.id)
      )
        return [];
      const evidence = {
        workflow: workflow.id,
        feature: workflow.answeredBy,
        completed: done.count,
      };
      return [
        {
          subject: workflow.answeredBy,
          episode: workflow.id,
          evidence,
          expiresAt: later(done.last, params.expiresDays * DAY_MS),
        },
      ];
    }),
};

/** S0.4: sharing with somebody who would need what the plan lacks. */
export const collaborationBlocked: Detector<'collaboration.blocked'> = {
  reads: ['shares', 'subscription'],
  find: ({ account, granted }, { params }) => {
    const { shares } = account;
    if (shares === null || !lacks(granted, shares.feature)) return [];
    const evidence = {
      feature: shares.feature,
      ...(shares.user === null ? {} : { user: shares.user }),
    };
    return [
      {
        subject: shares.feature,
        episode: 'share',
        evidence,
        expiresAt: later(shares.at, params.expiresDays * DAY_MS),
      },
    ];
  },
};

/** S3.12: a look at the prices that bought nothing. */
export const intentPricing: Detector<'intent.pricing'> = {
  reads: ['intent', 'subscription'],
  find: ({ account }, { params }) => {
    const { pricingAt } = account.intent;
    if (pricingAt === null) return [];
    return [
      {
        subject: null,
        episode: 'prices',
        evidence: { viewedAt: pricingAt },
        expiresAt: later(pricingAt, params.expiresDays * DAY_MS),
      },
    ];
  },
};

/** S3.13: a checkout begun and not finished within the hour. */
export const intentCheckoutAbandoned: Detector<'intent.checkout_abandoned'> = {
  reads: ['intent', 'subscription'],
  find: ({ account, at }, { params }) => {
    const { checkoutAt, checkoutUser } = account.intent;
    if (checkoutAt === null || at < later(checkoutAt, params.minutes * MINUTE_MS)) return [];
    const evidence = {
      startedAt: checkoutAt,
      ...(checkoutUser === null ? {} : { user: checkoutUser }),
    };
    return [
      {
        subject: null,
        episode: String(dayOf(checkoutAt, account.timeZone)),
        evidence,
        expiresAt: later(checkoutAt, params.expiresDays * DAY_MS),
      },
    ];
  },
  next: ({ account, at }, { params }) => {
    const { checkoutAt } = account.intent;
    return checkoutAt === null ? null : earliest([later(checkoutAt, params.minutes * MINUTE_MS)], at);
  },
};

/** S3.14: a search for a feature of a higher plan. */
export const intentSearch: Detector<'intent.search'> = {
  reads: ['intent', 'subscription'],
  find: ({ account, granted }, { params }) => {
    const searches = account.intent.searches.toSorted((left, right) => left.at - right.at);
    const latest = new Map(searches.map((search) => [search.feature, search]));
    return [...latest.values()].flatMap(({ feature, query, at }) =>
      lacks(granted, feature) && watched(params.features, feature)
        ? [
            {
              subject: feature,
              episode: 'search',
              evidence: { query },
              expiresAt: later(at, params.expiresDays * DAY_MS),
            },
          ]
        : [],
    );
  },
};
