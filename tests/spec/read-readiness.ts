import { type Account, type Instant, interventionsOf, type Program, qualify, scoreByWeights } from '@kairos/engine';

/** What an account's view says of its readiness, as the API words it. */
export function readReadiness({ catalog }: Program, account: Account, at: Instant): object {
  const qualification = qualify(catalog, account, { at });
  const reasons = qualification.flatMap(({ rule, pass, detail }) => (pass ? [] : [{ rule, detail }]));
  const scored = scoreByWeights({ catalog, account, at, verdicts: qualification });
  return {
    readiness: { ...scored, qualified: reasons.length === 0, reasons },
    qualification,
    interventions: interventionsOf(catalog, account, { verdicts: qualification, at }),
  };
}
