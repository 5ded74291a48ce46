import { DAY_MS } from '../kernel/instant.ts';
import { goalsDeclared, proofOfValue } from './proof-of-value.ts';
import type { QualificationSight, RuleVerdict } from './qualification-rule.ts';

/**
 * S4.17: month two of onboarding (day 31 to 60) without proof of value, no offer. X4: it is the proof that counts, not the age: before
 * month two and after it the rule asks for nothing, and an account with proof passes on any day. By month two a team that declares goals
 * may ask for one of them to be reached; where it declares none, sustained use is the proof.
 */
export function onboarding(sight: QualificationSight): RuleVerdict {
  const { catalog, account, at, settings } = sight;
  const { monthTwoFromDays, minAccountAgeForOnboardingDays: endDays } = settings;
  const day = Math.floor((at - account.since) / DAY_MS) + 1;
  const isMonthTwo = at - account.since >= monthTwoFromDays * DAY_MS && at - account.since < endDays * DAY_MS;
  const proof = proofOfValue(sight);
  const declared = goalsDeclared(catalog);
  const isProven = proof !== null && (proof.kind === 'goal' || declared === 0);
  const said = isProven
    ? `value is proven: ${proof.what}`
    : declared === 0
      ? 'no value is proven'
      : `none of ${declared} goals was reached`;
  return {
    rule: 'onboarding',
    pass: isProven || !isMonthTwo,
    detail: `day ${day}, ${isMonthTwo ? 'in' : day <= monthTwoFromDays ? 'before' : 'after'} month two of onboarding; ${said}`,
    values: { day, isMonthTwo, isProven },
  };
}
