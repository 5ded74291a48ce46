import type { Issue } from '../kernel/issue.ts';
import { isObject, type Json } from '../kernel/scalar.ts';
import { duplicates, itemsOf, listOf, unknownName } from './declared-names.ts';
import { DEFAULT_PLAY_IDS } from './default-plays.ts';

/** Finds experiments that name what isn't there, are there twice, or get into each other's way. */
export function checkExperiments(input: Json): Issue[] {
  const plays = input['plays'] === undefined ? new Set(DEFAULT_PLAY_IDS) : idsOf(input['plays']);
  const experiments = itemsOf(input['experiments']);
  return [
    ...duplicates(experiments, 'experiments', 'experiment'),
    ...experiments.flatMap((experiment, index) => checkExperiment(`experiments.${index}`, experiment, plays)),
    ...checkPlayVariants(input),
    ...checkSlices(experiments),
    ...checkOverlaps(ranges(input)),
  ];
}

function checkExperiment(path: string, experiment: Json, plays: ReadonlySet<string>): Issue[] {
  const named = listOf(experiment['plays']);
  const tested = experiment['plays'] === undefined ? plays : new Set(named);
  const variants = itemsOf(experiment['variants']);
  return [
    ...named.flatMap((play, at) =>
      plays.has(play) ? [] : [{ path: `${path}.plays.${at}`, message: unknownName('play', play, plays) }],
    ),
    ...duplicates(variants, `${path}.variants`, 'variant'),
    ...variants.flatMap(({ on }, index) =>
      listOf(on).flatMap((play, at) =>
        tested.has(play)
          ? []
          : [
              {
                path: `${path}.variants.${index}.on.${at}`,
                message: unknownName('play of the experiment', play, tested),
              },
            ],
      ),
    ),
  ];
}

/** A play with variants of its own is an experiment under its own id. */
function checkPlayVariants(input: Json): Issue[] {
  const experiments = idsOf(input['experiments']);
  return itemsOf(input['plays']).flatMap(({ id, variants }, index) => {
    if (variants === undefined) return [];
    const path = `plays.${index}.variants`;
    const message = `the variants of "${String(id)}" are an experiment of that id, and there is another; rename that one`;
    return [
      ...duplicates(itemsOf(variants), path, 'variant'),
      ...(typeof id === 'string' && experiments.has(id) ? [{ path, message }] : []),
    ];
  });
}

/** The parts of one layer begin before they end, and share nothing, so that no account is in two of its experiments. */
function checkSlices(experiments: readonly Json[]): Issue[] {
  const taken: (Slice & { readonly owner: string })[] = [];
  return experiments.flatMap((experiment, index) => {
    const slice = sliceOf(experiment);
    if (slice === null) return [];
    const path = `experiments.${index}.layer`;
    const { layer, from, to } = slice;
    if (from >= to) return [{ path: `${path}.to`, message: `expected more than ${from}, where its part begins` }];
    const other = taken.find((each) => each.layer === layer && each.from < to && from < each.to);
    taken.push({ ...slice, owner: String(experiment['id']) });
    if (other === undefined) return [];
    const has = `"${other.owner}" has ${other.from} to ${other.to} of the layer "${layer}"`;
    return [{ path, message: `${has}; expected a "from" and "to" that share nothing with it, within 0 to 100` }];
  });
}

interface Slice {
  readonly layer: string;
  readonly from: number;
  readonly to: number;
}

/** Its part of a layer as written; null where it names none, or not in numbers. */
function sliceOf({ layer }: Json): Slice | null {
  if (!isObject(layer) || typeof layer['id'] !== 'string') return null;
  const { from = 0, to = 100 } = layer;
  return typeof from === 'number' && typeof to === 'number' ? { layer: layer['id'], from, to } : null;
}

/** What a running experiment may change, of which plays, and where it is written. */
interface Range {
  readonly id: string;
  readonly path: string;
  readonly about: string;
  readonly layer: string | null;
  /** null: all. */
  readonly plays: readonly string[] | null;
}

function ranges(input: Json): readonly Range[] {
  const declared = itemsOf(input['experiments']).flatMap((experiment, index): Range[] => {
    const { id, about = 'plays', status = 'running', plays } = experiment;
    if (status !== 'running') return [];
    return [
      {
        id: String(id),
        path: `experiments.${index}`,
        about: String(about),
        layer: sliceOf(experiment)?.layer ?? null,
        plays: plays === undefined ? null : listOf(plays),
      },
    ];
  });
  const ofPlays = itemsOf(input['plays']).flatMap(({ id, variants }, index): Range[] =>
    typeof id !== 'string' || variants === undefined
      ? []
      : [{ id, path: `plays.${index}.variants`, about: 'message', layer: null, plays: [id] }],
  );
  return [...declared, ...ofPlays];
}

/** Two experiments that an account can be in at once change different things: else neither could tell what it had changed. */
function checkOverlaps(all: readonly Range[]): Issue[] {
  return all.flatMap((range, index) => {
    const other = all.slice(0, index).find((each) => canMeet(each, range));
    if (other === undefined) return [];
    const both = `for the same plays and accounts "${other.id}" is about ${range.about} as well`;
    return [{ path: range.path, message: `${both}; give each a part of one layer, or stop one of them` }];
  });
}

function canMeet(one: Range, other: Range): boolean {
  const { plays } = one;
  return (
    one.about === other.about &&
    (one.layer === null || one.layer !== other.layer) &&
    (plays === null || other.plays === null || other.plays.some((play) => plays.includes(play)))
  );
}

function idsOf(value: unknown): ReadonlySet<string> {
  return new Set(itemsOf(value).flatMap(({ id }) => (typeof id === 'string' ? [id] : [])));
}
