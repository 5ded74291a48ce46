const CONTRIBUTIONS: ReadonlyMap<string, string> = new Map([
  ['base', 'Where it begins'],
  ['usage.limits', 'Limits filled'],
  ['usage.wanted', 'Locked features wanted'],
  ['usage.adoption', 'Plan in use'],
  ['engagement.score', 'Engagement'],
  ['engagement.value', 'Value proven'],
  ['engagement.team', 'Team grows'],
  ['financial.intent', 'Looks to buy'],
  ['financial.budget', 'Budget'],
  ['signal.elevated', 'Latest signal'],
  ['health.declining', 'Declining use'],
  ['health.tickets', 'Open tickets'],
  ['health.complaint', 'Complaint'],
  ['financial.trouble', 'Payment or step down'],
  ['bounds', 'Kept from 0 to 100'],
]);

const RULES: ReadonlyMap<string, string> = new Map([
  ['qualification.adoption', 'Adoption'],
  ['qualification.engagement', 'Engagement'],
  ['qualification.value', 'Proof of value'],
  ['qualification.need', 'Clear need'],
  ['qualification.budget', 'Budget'],
  ['health.declining', 'Declining use'],
  ['health.tickets', 'Open tickets'],
  ['health.complaint', 'Complaint'],
  ['health.payment', 'Failed payment'],
  ['health.downgrade', 'Step down'],
  ['onboarding', 'Onboarding'],
]);

const INTERVENTIONS: ReadonlyMap<string, string> = new Map([
  ['payment', 'Settle the payment'],
  ['resolve-tickets', 'Resolve the open tickets'],
  ['answer-complaint', 'Answer the complaint'],
  ['ask-about-downgrade', 'Ask why it stepped down'],
  ['reach-out', 'Reach out'],
  ['onboarding-help', 'Help with onboarding'],
  ['adoption-help', 'Help with adoption'],
]);

/** A part of the score in words; one that a scorer of the team's own made up, as it is called. */
export function contributionText(name: string): string {
  return CONTRIBUTIONS.get(name) ?? name;
}

/** A rule of qualification in words: what it asks about. */
export function qualificationText(rule: string): string {
  return RULES.get(rule) ?? rule;
}

/** What is due, as something to do. */
export function interventionText(kind: string): string {
  return INTERVENTIONS.get(kind) ?? kind;
}

/** Points with their sign: "+15", "−20", "0". */
export function pointsText(points: number): string {
  return points === 0 ? '0' : `${points < 0 ? '−' : '+'}${Math.abs(points)}`;
}
