import type { MessageConfig } from './config-schema.ts';
import { AT_ONCE, CLOSEST, UNLOCKS } from './default-messages.ts';

/**
 * What the default plays about value proven, growth, intent and renewal say. None of these is about one limit, so each says what the
 * account did, and then which limit it is closest to.
 */

/** S3.8. */
export const FIRST_WORKFLOW_MESSAGE: MessageConfig = {
  done: '{% if workflow.name %}You completed {{ workflow.name }} for the first time.{% else %}You completed a workflow for the first time.{% endif %}',
  near: CLOSEST,
  unlock: UNLOCKS,
  action: 'See what {{ next.name }} adds',
  reassurance: AT_ONCE,
};

/** S2.1, S3.10. */
export const MILESTONE_MESSAGE: MessageConfig = {
  done: 'You reached {% if milestone.name %}{{ milestone.name }}{% else %}a milestone{% endif %}{% if total > 1 %}, and stand at {{ total }}{% endif %}.',
  near: CLOSEST,
  unlock: UNLOCKS,
  action: 'See what {{ next.name }} adds',
  reassurance: AT_ONCE,
};

/** S3.11. */
export const OUTCOME_MESSAGE: MessageConfig = {
  done: '{% if total and outcome.name %}What you have done comes to {{ total }} {{ outcome.name }}.{% else %}What you have done here shows.{% endif %}',
  near: CLOSEST,
  unlock: UNLOCKS,
  action: 'See what {{ next.name }} adds',
  reassurance: AT_ONCE,
};

/** S1.40, S3.9. */
export const STREAK_MESSAGE: MessageConfig = {
  done: '{% if days > 1 %}You have worked here {{ days }} days in a row.{% else %}You work here every day.{% endif %}',
  near: CLOSEST,
  unlock: UNLOCKS,
  action: 'See what {{ next.name }} adds',
  reassurance: AT_ONCE,
};

/** S1.39. */
export const PEERS_MESSAGE: MessageConfig = {
  done: '{% if used and meter.name %}You have used {{ used }} {{ meter.name }}.{% else %}You do a great deal here.{% endif %}',
  near: '{% if percentile %}That is more than {{ percentile }}% of the accounts on {{ plan.name }}.{% else %}That is more than most accounts on {{ plan.name }}.{% endif %}',
  unlock: UNLOCKS,
  action: 'Make room with {{ next.name }}',
  reassurance: AT_ONCE,
};

/** S2.22. */
export const POWER_USERS_MESSAGE: MessageConfig = {
  done: '{% if powerUsers == 1 and members > 1 %}One of your {{ members }} people works here often, and with much of it.{% elsif powerUsers > 1 %}{{ powerUsers }} of your {{ members }} people work here often, and with much of it.{% else %}Your people work here often, and with much of it.{% endif %}',
  near: CLOSEST,
  unlock: UNLOCKS,
  action: 'Make room with {{ next.name }}',
  reassurance: AT_ONCE,
};

/** S1.43. */
export const INTEGRATIONS_MESSAGE: MessageConfig = {
  done: '{% if integrations == 1 %}You have connected one other product.{% elsif integrations > 1 %}You have connected {{ integrations }} other products.{% else %}Your work runs through more than one product.{% endif %}',
  near: CLOSEST,
  unlock: UNLOCKS,
  action: 'See what {{ next.name }} adds',
  reassurance: AT_ONCE,
};

/** S1.47 "Team Growth Momentum", S2.23. */
export const GROWTH_MESSAGE: MessageConfig = {
  done: '{% if growth %}You added {{ growth }} in the last {% if days == 1 %}day{% else %}{{ days }} days{% endif %}.{% else %}Your organisation is growing.{% endif %}',
  near: CLOSEST,
  unlock: UNLOCKS,
  action: 'Make room with {{ next.name }}',
  reassurance: AT_ONCE,
};

/** S3.12. */
export const PRICING_MESSAGE: MessageConfig = {
  done: 'You had a look at the plans.',
  near: CLOSEST,
  unlock: UNLOCKS,
  action: 'Compare {{ plan.name }} and {{ next.name }}',
  reassurance: AT_ONCE,
};

/** S3.13. */
export const CHECKOUT_MESSAGE: MessageConfig = {
  done: 'You began to upgrade, and stopped before the end.',
  near: CLOSEST,
  unlock: UNLOCKS,
  action: 'Go on with {{ next.name }}',
  reassurance:
    'Nothing was charged. What is due is shown before you pay, and you can step back down whenever you like.',
};

/** S4.15: before a renewal, and only with proven value. */
export const RENEWAL_MESSAGE: MessageConfig = {
  done: '{% if proof %}You reached {{ proof }} with {{ plan.name }}.{% else %}{{ plan.name }} has carried you a good way.{% endif %}',
  near: '{% if closest.name %}You have used {{ closest.used }} of your {{ closest.limit }} {{ closest.name }}{% if renewsOn %}, and your plan renews on {{ renewsOn }}{% endif %}.{% elsif renewsOn %}Your plan renews on {{ renewsOn }}.{% else %}You do it all on {{ plan.name }}.{% endif %}',
  unlock: UNLOCKS,
  action: 'Compare {{ plan.name }} and {{ next.name }}',
  reassurance: 'Your plan stays as it is unless you change it, and you can step back down whenever you like.',
};
