import { describe, expect, it } from 'vitest';
import { studio } from '../testing/studio.ts';
import { aWorld, time } from '../testing/world.ts';
import { MIN_PEERS, peerPercentile, peerTable } from './peers.ts';

const now = '2026-03-02T12:00:00Z';

function tableOf(count: number): ReturnType<typeof peerTable> {
  const world = aWorld({ now, config: studio({ signals: {} }) });
  const accounts = Array.from({ length: count }, (_, index) => {
    const account = world
      .account(`a${index}`)
      .sent('File Exported', { times: index % 100 === 0 ? 1 : (index % 100) + 1 });
    return (index === 0 ? account.subscribed('agency') : account).state;
  });
  return peerTable(world.program.catalog, accounts, time(now));
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

  it('says nothing of too few, of none, nor without a table', () => {
    expect(peerPercentile(tableOf(MIN_PEERS), 'team', 'exports', 90)).toBeNull();
    expect(peerPercentile(tableOf(MIN_PEERS + 1), 'team', 'exports', 90)).not.toBeNull();
    expect(peerPercentile(tableOf(3), 'constructor', 'name', 90)).toBeNull();
    expect(peerPercentile(null, 'team', 'exports', 90)).toBeNull();
  });
});
