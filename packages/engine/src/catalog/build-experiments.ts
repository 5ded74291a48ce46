import { bucketSeed } from '../kernel/bucket.ts';
import { parseInstant } from '../kernel/instant.ts';
import type { Config, PlayConfig } from './config-schema.ts';
import type { Experiment, Holdout, Layer, VariantChange } from './experiment.ts';
import type { ExperimentConfig } from './experiment-schema.ts';
import { bucketAt, sliceRange, variantRanges } from './variant-ranges.ts';

/**
 * What is hashed before an account's id. Ids hold no colon, so no two of these can run together into the same text. A change of any of
 * them moves every account there is (spec/buckets.json).
 */
const SEEDS = {
  holdout: 'holdout:',
  layer: (id: string): string => `layer:${id}:`,
  experiment: (id: string): string => `experiment:${id}:`,
};

export function buildHoldout({ percent }: Config['holdout']): Holdout {
  return { seed: bucketSeed(SEEDS.holdout), below: bucketAt(percent / 100) };
}

/** The running experiments by layer, those of plays with variants of their own among them. */
export function buildLayers({ experiments, plays }: Pick<Config, 'experiments' | 'plays'>): readonly Layer[] {
  const shared = new Map<string, Experiment[]>();
  const alone: Experiment[] = [];
  for (const config of [...experiments, ...(plays ?? []).flatMap(ofPlay)]) {
    if (config.status !== 'running') continue;
    const experiment = buildExperiment(config);
    const members = config.layer === undefined ? alone : (shared.get(config.layer.id) ?? []);
    members.push(experiment);
    if (config.layer !== undefined) shared.set(config.layer.id, members);
  }
  return [
    ...[...shared].map(([id, members]) => ({ seed: bucketSeed(SEEDS.layer(id)), experiments: members })),
    ...alone.map((experiment) => ({ seed: null, experiments: [experiment] })),
  ];
}

/** The experiment that a play's own variants are short for. */
function ofPlay({ id, variants }: PlayConfig): ExperimentConfig[] {
  if (variants === undefined) return [];
  return [{ id, unit: 'account', status: 'running', about: 'message', plays: [id], coverage: 100, variants }];
}

function buildExperiment(config: ExperimentConfig): Experiment {
  const weights = config.variants.map(({ weight }) => weight);
  const changes = changesOf(config);
  const { id, layer = { from: 0, to: 100 }, endsAt } = config;
  return {
    id,
    seed: bucketSeed(SEEDS.experiment(id)),
    ...sliceRange(layer),
    endsAt: endsAt === undefined ? null : parseInstant(endsAt),
    variants: variantRanges(weights, config.coverage).flatMap((range, index) => {
      const variant = changes[index];
      return variant === undefined ? [] : [{ experiment: id, ...variant, ...range }];
    }),
  };
}

interface NamedChange {
  readonly variant: string;
  readonly change: VariantChange;
}

function changesOf(config: ExperimentConfig): readonly NamedChange[] {
  const plays = config.plays === undefined ? null : new Set(config.plays);
  switch (config.about) {
    case 'plays':
      return config.variants.map(({ id, on }) => ({
        variant: id,
        change: { about: 'plays', plays, on: on === undefined ? plays : new Set(on) },
      }));
    case 'message':
      return config.variants.map(({ id, message = {} }) => ({
        variant: id,
        change: { about: 'message', plays, message },
      }));
    case 'price':
      return config.variants.map(({ id, priceAfter = null }) => ({
        variant: id,
        change: { about: 'price', plays, priceAfter },
      }));
    case 'timing':
      return config.variants.map(({ id, delayDays = 0, fromPercent = 0 }) => ({
        variant: id,
        change: { about: 'timing', plays, delayDays, fromPercent },
      }));
  }
}
