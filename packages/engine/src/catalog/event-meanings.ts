import type { BilledMeter, EventMeaning, Goal, Meter, Workflow } from './catalog.ts';
import type { Config } from './config-schema.ts';
import { meaningByEvent } from './known-events.ts';

type Lists = Exclude<keyof EventMeaning, 'known'>;
type Meaning = { known: EventMeaning['known'] } & { [Key in Lists]: EventMeaning[Key][number][] };

/** Works out once what every event's name stands for, so that an event costs one look-up however large the catalog. */
export function buildMeanings(
  config: Config,
  declared: {
    readonly meters: ReadonlyMap<string, Meter>;
    readonly billed: ReadonlyMap<string, BilledMeter>;
    readonly workflows: ReadonlyMap<string, Workflow>;
    readonly milestones: ReadonlyMap<string, Goal>;
    readonly outcomes: ReadonlyMap<string, Goal>;
  },
): ReadonlyMap<string, EventMeaning> {
  const meanings = new Map<string, Meaning>();
  // Added to in place: an event that thousands of features name costs each of them no more than the first.
  const add = <Key extends Lists>(event: string, key: Key, item: Meaning[Key][number]): void => {
    const list: unknown[] = meaningIn(meanings, event)[key];
    list.push(item);
  };
  for (const [event, known] of meaningByEvent(config.events)) meaningIn(meanings, event).known = known;
  for (const meter of declared.meters.values()) {
    if (meter.aggregate === 'members' || meter.aggregate === 'history') continue;
    add(meter.event, 'meters', meter);
    const counted = declared.billed.get(meter.id);
    if (counted !== undefined) add(meter.event, 'billed', counted);
  }
  for (const [id, feature] of Object.entries(config.features)) {
    if (feature.gateEvent !== undefined) add(feature.gateEvent, 'gates', id);
    for (const event of feature.useEvents ?? []) add(event, 'uses', id);
  }
  for (const workflow of declared.workflows.values()) {
    if (workflow.event !== null) add(workflow.event, 'workflows', workflow.id);
  }
  for (const goal of declared.milestones.values()) add(goal.event, 'milestones', goal);
  for (const goal of declared.outcomes.values()) add(goal.event, 'outcomes', goal);
  return meanings;
}

function meaningIn(meanings: Map<string, Meaning>, event: string): Meaning {
  const known = meanings.get(event);
  if (known !== undefined) return known;
  const meaning: Meaning = {
    known: null,
    meters: [],
    billed: [],
    gates: [],
    uses: [],
    workflows: [],
    milestones: [],
    outcomes: [],
  };
  meanings.set(event, meaning);
  return meaning;
}
