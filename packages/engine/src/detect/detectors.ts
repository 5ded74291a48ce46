import type { PresetName } from '../catalog/presets.ts';
import type { Detector } from './detector.ts';
import * as growing from './presets/growing.ts';
import * as health from './presets/health.ts';
import * as seats from './presets/seats.ts';
import * as usage from './presets/usage.ts';
import * as wanting from './presets/wanting.ts';

/** How each preset of the signal library is found. */
export const DETECTORS: { readonly [Name in PresetName]: Detector<Name> } = {
  'usage.approaching': usage.usageApproaching,
  'usage.critical': usage.usageCritical,
  'usage.reached': usage.usageReached,
  'usage.sustained': usage.usageSustained,
  'api.over_limit': usage.apiOverLimit,
  'ratelimit.repeated': usage.rateLimitRepeated,
  'content.blocked': usage.contentBlocked,
  'gate.discovered': wanting.gateDiscovered,
  'gate.repeated': wanting.gateRepeated,
  'gate.dwell': wanting.gateDwell,
  'seats.at_limit': seats.seatsAtLimit,
  'seats.exceeded': seats.seatsExceeded,
  'team.on_individual_plan': seats.teamOnIndividualPlan,
  'engagement.peer_p90': growing.engagementPeerP90,
  'engagement.daily_30': growing.engagementDaily,
  'users.power_density': growing.usersPowerDensity,
  'integrations.three': growing.integrationsThree,
  'value.first_workflow': growing.valueFirstWorkflow,
  'value.streak_7': growing.valueStreak,
  'value.milestone': growing.valueMilestone,
  'value.outcome': growing.valueOutcome,
  'feature.adjacent': wanting.featureAdjacent,
  'outcome.gap': wanting.outcomeGap,
  'collaboration.blocked': wanting.collaborationBlocked,
  'intent.pricing': wanting.intentPricing,
  'intent.checkout_abandoned': wanting.intentCheckoutAbandoned,
  'intent.search': wanting.intentSearch,
  'org.growth': growing.orgGrowth,
  'renewal.window': growing.renewalWindow,
  'health.declining': health.healthDeclining,
  'health.tickets': health.healthTickets,
  'health.complaint': health.healthComplaint,
  'health.payment_failed': health.healthPaymentFailed,
  'health.inactive': health.healthInactive,
};
