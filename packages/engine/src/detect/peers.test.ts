import { describe, expect, it } from 'vitest';
import { studio } from '../testing/studio.ts';
import { aWorld, time } from '../testing/world.ts';
import { MIN_PEERS, peerPercentile, type PeerTable, PeerTally } from './peers.ts';

const now = '2026-03-02T12:00:00Z';
const world = aWorld({ now, config: studio({ signals: {} }) });

function tableOf(count: number): PeerTable {
  const tally = new PeerTally(world.program.catalog, time(now));
  for (let index = 0; index < count; index += 1) {
    const account = world
      .account(`a${index}`)
      .sent('File Exported', { times: index % 100 === 0 ? 1 : (index % 100) + 1 });
    tally.add((index === 0 ? account.subscribed('agency') : account).state);
  }
  return tally.table();
}

/** The table of so many accounts on one plan, the state of one of which was made for each amount. */
function manyOf(count: number, used: (index: number) => number): PeerTable {
  const one = world.account('one').sent('File Exported').state;
  const meter = one.meters['exports'];
  if (meter === undefined) throw new Error('exports are metered');
  const tally = new PeerTally(world.program.catalog, time(now));
  for (let index = 0; index < count; index += 1) {
    tally.add({ ...one, id: `a${index}`, meters: { ...one.meters, exports: { ...meter, value: used(index) } } });
  }
  return tally.table();
}

describe('the table of peers', () => {
  it('holds use by plan and meter, in rising order', () => {
    const table = tableOf(4);
    expect(table.plans['team']?.['exports']).toEqual({ used: [2, 3, 4], accounts: 3 });
    expect(table.plans['agency']?.['exports']).toEqual({ used: [1], accounts: 1 });
    expect(table.plans['team']?.['history']).toBeUndefined();
  });

  it('is thinned where there are many, and gives the same percentiles', () => {
    const table = tableOf(1_001);
    expect(table.plans['team']?.['exports']?.used).toHaveLength(200);
    expect(table.plans['team']?.['exports']?.accounts).toBe(1_000);
    expect([50, 90, 99].map((each) => peerPercentile(table, 'team', 'exports', each))).toEqual([50, 90, 99]);
  });

  it('says of 100,000 accounts the same as of all of them to half a percent, by a sample at even steps', () => {
    // Every amount from 0 to 99,999 once, in an order that has nothing to do with it.
    const table = manyOf(100_000, (index) => (index * 48_271) % 100_000);
    expect(table.plans['team']?.['exports']).toMatchObject({ accounts: 100_000, used: { length: 200 } });
    for (const percentile of [10, 50, 90, 99]) {
      const bar = peerPercentile(table, 'team', 'exports', percentile) ?? 0;
      expect(Math.abs(bar - percentile * 1_000)).toBeLessThan(500);
    }
  });

  it('says nothing of too few, of none, nor without a table', () => {
    expect(peerPercentile(tableOf(MIN_PEERS), 'team', 'exports', 90)).toBeNull();
    expect(peerPercentile(tableOf(MIN_PEERS + 1), 'team', 'exports', 90)).not.toBeNull();
    expect(peerPercentile(tableOf(3), 'constructor', 'name', 90)).toBeNull();
    expect(peerPercentile(null, 'team', 'exports', 90)).toBeNull();
  });
});
