import type { EventMeaning, Goal, Meter, Workflow } from './catalog.ts';
import type { Config } from './config-schema.ts';
import { meaningByEvent } from './known-events.ts';

const NOTHING: EventMeaning = {
  known: null,
  meters: [],
  gates: [],
  uses: [],
  workflows: [],
  milestones: [],
  outcomes: [],
};

/** Works out once what every event's name stands for, so that an event costs one look-up however large the catalog. */
export function buildMeanings(
  config: Config,
  declared: {
    readonly meters: ReadonlyMap<string, Meter>;
    readonly workflows: ReadonlyMap<string, Workflow>;
    readonly milestones: ReadonlyMap<string, Goal>;
    readonly outcomes: ReadonlyMap<string, Goal>;
  },
): ReadonlyMap<string, EventMeaning> {
  const meanings = new Map<string, EventMeaning>();
  const add = <Key extends Exclude<keyof EventMeaning, 'known'>>(
    event: string,
    key: Key,
    item: EventMeaning[Key][number],
  ): void => {
    const meaning = meanings.get(event) ?? NOTHING;
    meanings.set(event, { ...meaning, [key]: [...meaning[key], item] });
  };
  for (const [event, known] of meaningByEvent(config.events)) meanings.set(event, { ...NOTHING, known });
  for (const meter of declared.meters.values()) {
    if (meter.aggregate !== 'members' && meter.aggregate !== 'history') add(meter.event, 'meters', meter);
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
