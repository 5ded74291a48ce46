import type { MessageConfig } from './config-schema.ts';

/**
 * What the default plays about a need say: a limit, a locked feature, seats, sharing. Value first and bound to live numbers, the action
 * named for what it starts, a risk removed; every part reads well where a number is one, or isn't known.
 */

export const UNLOCKS =
  '{% if unlocks == "" %}{{ next.name }} gives you more room to work.{% else %}With {{ next.name }} you have {{ unlocks }}.{% endif %}';

/** What the account is close to, where a moment is about no limit of its own. */
export const CLOSEST =
  '{% if closest.name %}You have used {{ closest.used }} of your {{ closest.limit }} {{ closest.name }}.{% else %}You do it all on {{ plan.name }}.{% endif %}';

export const AT_ONCE = 'It starts at once, and you can step back down whenever you like.';

const OPENS_AT_ONCE = 'It opens at once, and you can step back down whenever you like.';
const STEP_AWAY =
  '{% if feature.value %}You are one step away from this: {{ feature.value }}.{% else %}You are one step away from it.{% endif %}';
const OPEN_FEATURE = '{% if feature.name %}Open {{ feature.name }}{% else %}Move to {{ next.name }}{% endif %}';

/** S0.21, S1.47 "Usage Limit Approaching", S3.24-S3.27: used, limit and unlock in numbers. */
export const LIMIT_MESSAGE: MessageConfig = {
  done: 'You have used {{ used }} of your {{ limit }} {{ meter.name }}.',
  near: 'That is {{ percent }}% of what {{ plan.name }} includes{% if resetsOn %}, until it starts again on {{ resetsOn }}{% endif %}.',
  unlock: 'With {{ next.name }} you have {{ unlocks }}.',
  action: 'Upgrade to {{ next.name }}',
  reassurance: 'Access is immediate, and you can step back down whenever you like.',
};

/** S2.20: full in period after period. */
export const SUSTAINED_MESSAGE: MessageConfig = {
  done: 'You have used {{ used }} of your {{ limit }} {{ meter.name }}{% if periods > 1 %}, and it has been as full for {{ periods }} periods in a row{% elsif days %}, and it has been as full for {% if days == 1 %}a day{% else %}{{ days }} days{% endif %}{% endif %}.',
  near: '{% if remaining == 0 %}Nothing is left{% if resetsOn %} until {{ resetsOn }}{% endif %}.{% elsif remaining %}That leaves {{ remaining }}{% if resetsOn %} until {{ resetsOn }}{% endif %}.{% else %}You keep working close to what {{ plan.name }} holds.{% endif %}',
  unlock: UNLOCKS,
  action: 'Make room with {{ next.name }}',
  reassurance: AT_ONCE,
};

/** S1.44. */
export const API_MESSAGE: MessageConfig = {
  done: 'You have made {{ used }} {{ meter.name }}{% if resetsOn %} in this period{% endif %}.',
  near: '{% if limit %}{{ plan.name }} includes {{ limit }}{% if resetsOn %}; the count starts again on {{ resetsOn }}{% endif %}.{% else %}That is more than {{ plan.name }} includes.{% endif %}',
  unlock: UNLOCKS,
  action: 'Raise the limit with {{ next.name }}',
  reassurance: AT_ONCE,
};

/** S2.20. */
export const RATE_LIMIT_MESSAGE: MessageConfig = {
  done: '{% if times == 1 %}You ran into the rate limit{% if meter.name %} of {{ meter.name }}{% endif %} once in the last {% if days == 1 %}day{% else %}{{ days }} days{% endif %}.{% elsif times %}You ran into the rate limit{% if meter.name %} of {{ meter.name }}{% endif %} {{ times }} times in the last {% if days == 1 %}day{% else %}{{ days }} days{% endif %}.{% else %}You ran into the rate limit{% if meter.name %} of {{ meter.name }}{% endif %}.{% endif %}',
  near: 'Your work waits whenever it comes faster than {{ plan.name }} allows.',
  unlock: UNLOCKS,
  action: 'Make room with {{ next.name }}',
  reassurance: AT_ONCE,
};

/** S2.24: exactly what was sought. */
export const BLOCKED_MESSAGE: MessageConfig = {
  done: '{% if items %}You looked for {{ items }}.{% else %}You looked for something that lies further back than you can see.{% endif %}',
  near: '{% if times == 1 %}One search of the last {% if days == 1 %}day{% else %}{{ days }} days{% endif %} ended behind what {{ plan.name }} keeps open.{% elsif times %}{{ times }} searches of the last {% if days == 1 %}day{% else %}{{ days }} days{% endif %} ended behind what {{ plan.name }} keeps open.{% else %}It lies behind what {{ plan.name }} keeps open.{% endif %}',
  unlock: UNLOCKS,
  action: 'Open it with {{ next.name }}',
  reassurance: OPENS_AT_ONCE,
};

/** S0.9, S0.10, S1.47 "Feature Gate Discovery". */
export const GATE_MESSAGE: MessageConfig = {
  done: '{% if minutes > 1 %}You spent {{ minutes }} minutes with {{ feature.name }}.{% elsif users > 1 %}{{ users }} of you have come to {{ feature.name }}, {{ hits }} times in all.{% elsif hits > 1 %}You have come to {{ feature.name }} {{ hits }} times.{% else %}You came to {{ feature.name }}.{% endif %}',
  near: STEP_AWAY,
  unlock: UNLOCKS,
  action: OPEN_FEATURE,
  reassurance: OPENS_AT_ONCE,
};

/** S3.14. */
export const SEARCH_MESSAGE: MessageConfig = {
  done: '{% if query %}You searched for “{{ query }}”.{% else %}You searched for {{ feature.name }}.{% endif %}',
  near: 'What you are looking for is {{ feature.name }}{% if feature.value %}: {{ feature.value }}{% endif %}.',
  unlock: UNLOCKS,
  action: OPEN_FEATURE,
  reassurance: OPENS_AT_ONCE,
};

/** S0.3: the next question, and its answer. */
export const NEXT_QUESTION_MESSAGE: MessageConfig = {
  done: '{% if completed > 1 %}You have completed {{ workflow.name }} {{ completed }} times.{% elsif workflow.name %}You completed {{ workflow.name }}.{% else %}You finished what you set out to do.{% endif %}',
  near: 'The question that comes next is answered by {{ feature.name }}{% if feature.value %}: {{ feature.value }}{% endif %}.',
  unlock: UNLOCKS,
  action: OPEN_FEATURE,
  reassurance: OPENS_AT_ONCE,
};

/** S0.4. */
export const SHARING_MESSAGE: MessageConfig = {
  done: 'You went to share your work, and whoever is to have it needs {{ feature.name }}.',
  near: '{% if feature.value %}They are one step away from this: {{ feature.value }}.{% else %}They are one step away from working on it with you.{% endif %}',
  unlock: UNLOCKS,
  action: '{% if feature.name %}Share it with {{ feature.name }}{% else %}Share it with {{ next.name }}{% endif %}',
  reassurance: OPENS_AT_ONCE,
};

/** S0.23, S0.24, S1.34, S1.41, S4.7: the invitation that fills the seats, and the one beyond. */
export const SEATS_MESSAGE: MessageConfig = {
  done: '{% if used > limit %}{{ used }} people share {{ limit }} {% if limit == 1 %}seat{% else %}seats{% endif %}.{% elsif limit == 1 and used == 1 %}Your one seat has somebody in it.{% elsif limit == 2 and used == 2 %}Both of your seats have somebody in them.{% elsif limit and used == limit %}All {{ limit }} of your seats have somebody in them.{% elsif limit %}{{ used }} of your {{ limit }} seats {% if used == 1 %}has{% else %}have{% endif %} somebody in them, and you invited somebody to the last.{% else %}Your team is growing.{% endif %}',
  near: 'The next teammate you invite needs one more.',
  unlock:
    'Bring them in to work beside you{% if unlocks == "" %} with {{ next.name }}{% else %}: with {{ next.name }} you have {{ unlocks }}{% endif %}.',
  action: 'Add seats with {{ next.name }}',
  reassurance: 'Nobody loses a seat, and you can step back down whenever you like.',
};

/** S1.42. */
export const TEAM_MESSAGE: MessageConfig = {
  done: '{% if members > 1 %}{{ members }} of you work here together.{% else %}You work here as a team.{% endif %}',
  near: '{{ plan.name }} is made for one person.',
  unlock: UNLOCKS,
  action: 'Move the team to {{ next.name }}',
  reassurance: AT_ONCE,
};

/** S4.6, S4.14: the feature beside the one that they use. */
export const ADJACENT_MESSAGE: MessageConfig = {
  done: '{% if uses == 1 %}You have used {{ beside.name }} once.{% elsif uses and beside.name %}You have used {{ beside.name }} {{ uses }} times.{% else %}You already work with what lies beside {{ feature.name }}.{% endif %}',
  near: '{{ feature.name }} goes with it{% if feature.value %}: {{ feature.value }}{% endif %}.',
  unlock: UNLOCKS,
  action: OPEN_FEATURE,
  reassurance: OPENS_AT_ONCE,
};
