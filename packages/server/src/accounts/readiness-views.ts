import {
  type Account,
  type Instant,
  type Intervention,
  interventionsOf,
  type Program,
  qualify,
  type RuleVerdict,
  scoreByWeights,
  type Stage,
  toIso,
} from '@kairos/engine';
import type { InterventionView, ReadinessView } from '../wire/readiness.ts';

interface ReadinessViews {
  readonly readiness: ReadinessView;
  readonly qualification: readonly RuleVerdict[];
  readonly interventions: readonly InterventionView[];
}

/** How ready an account is, judged as such: for no signal in particular, and for what serves itself. Read live, kept nowhere. */
export function readinessViews(
  { catalog }: Program,
  account: Account,
  { now: at, stage }: { readonly now: Instant; readonly stage: Stage },
): ReadinessViews {
  const verdicts = qualify(catalog, account, { at });
  const { score, contributions } = scoreByWeights({ catalog, account, at, verdicts });
  const reasons = verdicts.flatMap(({ rule, pass, detail }) => (pass ? [] : [{ rule, detail }]));
  return {
    readiness: { stage, score, contributions: [...contributions], qualified: reasons.length === 0, reasons },
    qualification: verdicts,
    interventions: interventionsOf(catalog, account, { verdicts, at }).map(interventionView),
  };
}

function interventionView({ since, ...intervention }: Intervention): InterventionView {
  return { ...intervention, since: since === null ? null : toIso(since) };
}
