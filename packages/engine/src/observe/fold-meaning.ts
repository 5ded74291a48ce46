import type { Catalog, EventMeaning, Goal } from '../catalog/catalog.ts';
import type { KnownEvent } from '../catalog/known-events.ts';
import { entry, rememberName } from '../kernel/bounded.ts';
import { latest } from '../kernel/instant.ts';
import { unreachable } from '../kernel/invariant.ts';
import { type Account, LIMITS, type Member, memberOf } from './account.ts';
import type { TrackFact } from './fact.ts';
import { grantedTo } from './granted.ts';
import { numberIn, textIn } from './meter.ts';
import { type BlockedById, block } from './slices/blocked.ts';
import { useFeature } from './slices/feature-use.ts';
import { hitGate, leaveGate } from './slices/gates.ts';
import { type Health, openTicket, resolveTicket } from './slices/health.ts';
import { searched, startCheckout } from './slices/intent.ts';
import {
  departmentAdded,
  integrationConnected,
  integrationDisconnected,
  memberJoined,
  type Organisation,
} from './slices/organisation.ts';
import { type ProgressById, progress } from './slices/progress.ts';

/**
 * What the name of an event says besides what it meters: gates and use of features, workflows, goals, and the names that Kairos knows.
 * `before` is the account as it was when whoever sent the event may not have been a member yet.
 */
export function foldMeaning(
  catalog: Catalog,
  account: Account,
  meaning: EventMeaning,
  fact: TrackFact,
  before: Account,
): Account {
  let folded = account;
  for (const feature of meaning.gates) folded = foldGate(catalog, folded, feature, fact);
  for (const feature of meaning.uses) folded = foldUse(catalog, folded, feature, fact);
  for (const workflow of meaning.workflows) folded = completeWorkflow(folded, workflow, fact);
  for (const goal of meaning.milestones) folded = { ...folded, milestones: advance(folded.milestones, goal, fact) };
  for (const goal of meaning.outcomes) folded = { ...folded, outcomes: advance(folded.outcomes, goal, fact) };
  if (meaning.known === 'memberAdded') return addMember(folded, fact, before);
  return meaning.known === null ? folded : foldKnown(catalog, folded, meaning.known, fact);
}

/** Opening a feature is a hit at its gate where the plan lacks it, and use where the plan has it. */
function foldGate(catalog: Catalog, account: Account, feature: string, fact: TrackFact): Account {
  const isGranted = (grantedTo(catalog, account).grants.get(feature) ?? false) !== false;
  if (isGranted) return foldUse(catalog, account, feature, fact);
  return { ...account, gates: hitGate(account.gates, feature, fact) };
}

function foldUse(catalog: Catalog, account: Account, feature: string, fact: TrackFact): Account {
  const features = useFeature(account.features, feature, fact);
  const used = {
    ...account,
    features,
    upgrade: firstUse(catalog, account, feature, fact),
  };
  const member = fact.user === null ? null : memberOf(account, fact.user);
  if (fact.user === null || member === null || member.features.includes(feature)) return used;
  const more: Member = {
    ...member,
    features: rememberName(member.features, feature, LIMITS.memberFeatures),
  };
  return { ...used, members: { ...account.members, [fact.user]: more } };
}

/** The first use of something that the last step up brought (S2.64). */
function firstUse(catalog: Catalog, account: Account, feature: string, fact: TrackFact): Account['upgrade'] {
  const { upgrade } = account;
  if (upgrade === null || fact.at < upgrade.at || Object.hasOwn(upgrade.firstUses, feature)) return upgrade;
  const had = catalog.planById.get(upgrade.from)?.grants.get(feature) ?? false;
  const has = catalog.planById.get(upgrade.to)?.grants.get(feature) ?? false;
  if (had !== false || has === false) return upgrade;
  return {
    ...upgrade,
    firstUses: { ...upgrade.firstUses, [feature]: fact.at },
  };
}

function completeWorkflow(account: Account, workflow: string, fact: TrackFact): Account {
  return {
    ...account,
    workflows: progress(account.workflows, workflow, {
      at: fact.at,
      amount: 1,
      needed: 1,
    }),
  };
}

function advance(known: ProgressById, goal: Goal, fact: TrackFact): ProgressById {
  const amount = goal.property === null ? 1 : (numberIn(fact, goal.property) ?? 0);
  return progress(known, goal.id, { at: fact.at, amount, needed: goal.needed });
}

function foldKnown(
  catalog: Catalog,
  account: Account,
  known: Exclude<KnownEvent, 'memberAdded'>,
  fact: TrackFact,
): Account {
  const { at } = fact;
  switch (known) {
    case 'memberRemoved':
      return removeMember(account, fact);
    case 'inviteSent':
      return invite(account, fact);
    case 'pricingViewed':
      return { ...account, intent: { ...account.intent, pricingAt: latest(account.intent.pricingAt, at) } };
    case 'checkoutStarted':
      return { ...account, intent: startCheckout(account.intent, fact) };
    case 'searched':
      return search(catalog, account, fact);
    case 'gateHit':
    case 'shareAttempted':
      return wantFeature(catalog, account, known, fact);
    case 'gateLeft':
      return leave(catalog, account, fact);
    case 'contentBlocked':
      return { ...account, blocked: blockMore(catalog, account, account.blocked, fact, itemsIn(fact)) };
    case 'rateLimitHit':
      return { ...account, rateLimits: blockMore(catalog, account, account.rateLimits, fact, []) };
    case 'integrationConnected':
      return connect(catalog, account, fact);
    case 'workflowCompleted': {
      const workflow = textIn(fact, 'workflow');
      return workflow !== null && catalog.workflows.has(workflow) ? completeWorkflow(account, workflow, fact) : account;
    }
    case 'ticketOpened':
    case 'ticketResolved':
    case 'complaintReceived':
    case 'paymentFailed':
      return { ...account, health: healthAfter(account.health, known, fact) };
    case 'integrationDisconnected':
    case 'departmentAdded':
      return { ...account, organisation: organisationAfter(account.organisation, known, fact) };
    default:
      return unreachable(known);
  }
}

function healthAfter(
  health: Health,
  known: 'ticketOpened' | 'ticketResolved' | 'complaintReceived' | 'paymentFailed',
  fact: TrackFact,
): Health {
  switch (known) {
    case 'ticketOpened':
      return openTicket(health, textIn(fact, 'ticket') ?? '', fact.at);
    case 'ticketResolved':
      return resolveTicket(health, textIn(fact, 'ticket') ?? '');
    case 'complaintReceived':
      return { ...health, complaintAt: latest(health.complaintAt, fact.at) };
    case 'paymentFailed':
      return { ...health, paymentFailedAt: latest(health.paymentFailedAt, fact.at) };
    default:
      return unreachable(known);
  }
}

function organisationAfter(
  organisation: Organisation,
  known: 'integrationDisconnected' | 'departmentAdded',
  fact: TrackFact,
): Organisation {
  return known === 'departmentAdded'
    ? departmentAdded(organisation, fact.at)
    : integrationDisconnected(organisation, textIn(fact, 'integration') ?? '');
}

function blockMore(
  catalog: Catalog,
  { timeZone }: Account,
  blocked: BlockedById,
  fact: TrackFact,
  items: readonly string[],
): BlockedById {
  return block(blocked, meterIn(catalog, fact), { at: fact.at, timeZone, items });
}

/**
 * Segment's B2B spec names the added user in the properties; without, it is the one who did it. The customer grew by whoever was no
 * member before: told again, it did not.
 */
function addMember(account: Account, fact: TrackFact, before: Account): Account {
  const user = textIn(fact, 'userId') ?? textIn(fact, 'user_id') ?? fact.user;
  if (user === null) return account;
  const known = memberOf(account, user);
  const isNew = memberOf(before, user) === null;
  const organisation = isNew ? memberJoined(account.organisation, fact.at) : account.organisation;
  if (known === null && Object.keys(account.members).length >= LIMITS.members) return { ...account, organisation };
  const member: Member = {
    role: textIn(fact, 'role') ?? known?.role ?? null,
    name: textIn(fact, 'name') ?? known?.name ?? null,
    days: known?.days ?? null,
    features: known?.features ?? [],
  };
  return {
    ...account,
    organisation,
    members: { ...account.members, [user]: member },
  };
}

function removeMember(account: Account, fact: TrackFact): Account {
  const user = textIn(fact, 'userId') ?? textIn(fact, 'user_id') ?? fact.user;
  if (user === null || memberOf(account, user) === null) return account;
  const { [user]: _, ...members } = account.members;
  return { ...account, members };
}

/** X9: whoever was invited would take one seat more than there are members. */
function invite(account: Account, { at }: TrackFact): Account {
  const known = account.organisation.invitation;
  if (known !== null && at < known.at) return account;
  const seat = Object.keys(account.members).length + 1;
  return { ...account, organisation: { ...account.organisation, invitation: { at, seat } } };
}

function search(catalog: Catalog, account: Account, fact: TrackFact): Account {
  const query = textIn(fact, 'query');
  if (query === null) return account;
  const words = query.toLowerCase();
  const { grants } = grantedTo(catalog, account);
  const wanted = [...catalog.features.values()].find(
    (feature) =>
      (grants.get(feature.id) ?? false) === false && feature.searchTerms.some((term) => words.includes(term)),
  );
  return wanted === undefined
    ? account
    : {
        ...account,
        intent: searched(account.intent, {
          query,
          feature: wanted.id,
          at: fact.at,
        }),
      };
}

function wantFeature(
  catalog: Catalog,
  account: Account,
  known: 'gateHit' | 'shareAttempted',
  fact: TrackFact,
): Account {
  const feature = textIn(fact, 'feature');
  if (feature === null || !catalog.features.has(feature)) return account;
  if (known === 'gateHit') return foldGate(catalog, account, feature, fact);
  const isGranted = (grantedTo(catalog, account).grants.get(feature) ?? false) !== false;
  const isOld = account.shares !== null && fact.at < account.shares.at;
  return isGranted || isOld ? account : { ...account, shares: { feature, at: fact.at, user: fact.user } };
}

function leave(catalog: Catalog, account: Account, fact: TrackFact): Account {
  const feature = textIn(fact, 'feature');
  const seconds = numberIn(fact, 'seconds');
  if (feature === null || seconds === null || !catalog.features.has(feature)) return account;
  return {
    ...account,
    gates: leaveGate(account.gates, feature, { at: fact.at, seconds }),
  };
}

/** Connecting something that needs a higher plan is a hit at its gate (S1.10). */
function connect(catalog: Catalog, account: Account, fact: TrackFact): Account {
  const integration = textIn(fact, 'integration');
  if (integration === null) return account;
  const isGated = catalog.features.get(integration)?.isIntegration === true;
  const isGranted = !isGated || (grantedTo(catalog, account).grants.get(integration) ?? false) !== false;
  if (!isGranted) return { ...account, gates: hitGate(account.gates, integration, fact) };
  return {
    ...account,
    organisation: integrationConnected(account.organisation, integration, fact.at),
  };
}

/** The meter that an event is about; the empty name where it names none that the catalog has. */
function meterIn(catalog: Catalog, fact: TrackFact): string {
  const meter = textIn(fact, 'meter') ?? '';
  return catalog.meters.has(meter) ? meter : '';
}

function itemsIn(fact: TrackFact): readonly string[] {
  const items = entry(fact.properties, 'items');
  const named = Array.isArray(items) ? items.filter((item) => typeof item === 'string' && item !== '') : [];
  const query = textIn(fact, 'query');
  return named.length > 0 ? named : query === null ? [] : [query];
}
