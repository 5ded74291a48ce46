import { failed, type PartReading, type ReadinessSight } from './readiness-part.ts';

/** What takes away from readiness: trouble, for as long as its rule fails (S2.17, S2.19, S3.34). */
export function troubleReading(
  sight: ReadinessSight,
  rule: 'health.declining' | 'health.tickets' | 'health.complaint',
): PartReading {
  const detail = sight.verdicts.find((verdict) => verdict.rule === rule)?.detail ?? 'not judged';
  return { name: rule, share: failed(sight, rule).length === 0 ? 0 : -1, detail };
}

/** A payment that failed, or a step down. */
export function financialTrouble(sight: ReadinessSight): PartReading {
  const trouble = failed(sight, 'health.payment', 'health.downgrade');
  const detail =
    trouble.length === 0
      ? 'no failed payment and no step down lately'
      : trouble.map((verdict) => verdict.detail).join('; ');
  return { name: 'financial.trouble', share: trouble.length === 0 ? 0 : -1, detail };
}
