import type { PRESETS, PresetName } from '../../packages/engine/src/catalog/presets.ts';
import type { PeerTable } from '../../packages/engine/src/detect/peers.ts';
import { DAY_MS, later, toIso } from '../../packages/engine/src/kernel/instant.ts';
import { type AccountInWorld, time } from '../../packages/engine/src/testing/world.ts';

/** What the reference says of a signal beside its data: what each parameter means, when it ends, and a story that shows both. */
export interface SignalNote<Params extends string = string> {
  readonly params: Readonly<Record<Params, string>>;
  /** When it ends, with the default parameters. */
  readonly ends: string;
  readonly example: SignalExample;
}

/** A story that is run to see the signal fire, and then to see it end. */
export interface SignalExample {
  /** What happens, as the reader is told. */
  readonly story: string;
  readonly happens: (account: AccountInWorld) => AccountInWorld;
  /** What ends it. */
  readonly passes: (account: AccountInWorld) => AccountInWorld;
  /** How the accounts of each plan compare, where the signal looks at that. */
  readonly peers?: PeerTable;
}

/** A note for each of some presets, with exactly the parameters that it has. */
export type SignalNotes<Presets extends Partial<typeof PRESETS>> = {
  readonly [Name in keyof Presets & PresetName]: SignalNote<keyof (typeof PRESETS)[Name]['params'] & string>;
};

/** When every example begins: a Monday, at noon. */
export const EXAMPLE_START = '2026-03-02T12:00:00Z';

export const WATCHED_METERS = 'ids of the meters to watch; all of them when left out';
export const WATCHED_FEATURES = 'ids of the features to watch; all of them when left out';

/** Noon, so many days after the start of the example. */
export function noonAfter(days: number): string {
  return toIso(later(time(EXAMPLE_START), days * DAY_MS));
}

/** Somebody does something on so many days in a row, from the example's start on. */
export function everyDay(account: AccountInWorld, days: number, events: readonly string[]): AccountInWorld {
  for (let day = 0; day < days; day += 1) {
    account.at(noonAfter(day));
    for (const event of events) account.sent(event);
  }
  return account;
}

/** People become members by being identified in the account. */
export function joinedBy(account: AccountInWorld, ...users: readonly string[]): AccountInWorld {
  for (const user of users) account.identified(user);
  return account;
}
