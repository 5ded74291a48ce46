import { buildCatalog } from '../../catalog/build-catalog.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { ConfigInput } from '../../catalog/config-schema.ts';
import { readConfig } from '../../catalog/read-config.ts';
import { type Instant, parseInstant } from '../../kernel/instant.ts';
import { ledgerly } from '../../testing/ledgerly.ts';
import { assign } from '../assign.ts';

export const NOW = parseInstant('2026-03-10T12:00:00Z') as Instant;

/** A catalog with a holdout and experiments; without a word on the holdout there is none. */
export function aCatalog(changes: Partial<ConfigInput>): Catalog {
  const read = readConfig(ledgerly({ holdout: { percent: 0 }, ...changes }));
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return buildCatalog(read.value);
}

/** An account's variants by experiment. */
export function variantsOf(catalog: Catalog, account: string, at = NOW): Readonly<Record<string, string>> {
  return Object.fromEntries(
    assign(catalog, account, at).variants.map(({ experiment, variant }) => [experiment, variant]),
  );
}

/** Ids as a product numbers its customers. */
export function accountIds(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `acct_${index}`);
}

const CONTROL_AND_OTHER = [
  { id: 'control', weight: 1 },
  { id: 'other', weight: 1 },
];

type ExperimentInput = NonNullable<ConfigInput['experiments']>[number];

/** An experiment in two equal variants that change nothing. */
export function anExperiment(
  id: string,
  changes: Partial<Extract<ExperimentInput, { about: 'price' }>> = {},
): ExperimentInput {
  return { id, about: 'price', variants: CONTROL_AND_OTHER, ...changes };
}
