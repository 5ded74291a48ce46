import type { Account } from '@kairos/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALENDAR_DAYS, daysMarked } from '../../packages/engine/src/kernel/days.ts';
import { EXACT } from '../../packages/engine/src/kernel/distinct.ts';
import { LIMITS } from '../../packages/engine/src/observe/account.ts';
import { scratchSql, type ScratchSql } from '../../packages/server/src/testing/scratch-sql.ts';
import { insertEdits, readEdits, type Reckoned, reckon, replay } from './wikipedia-edits.ts';

/** The standard error of the sketch that counts distinct values beyond `EXACT`. */
const STANDARD_ERROR = 0.065;

const edits = readEdits();
let sql: ScratchSql;

beforeAll(async () => {
  sql = await scratchSql();
  await insertEdits(sql, edits);
});
afterAll(() => sql.close());

describe.each(['UTC', 'America/New_York'])('39,244 edits of 51 Wikipedias, days as in %s', (timeZone) => {
  let accounts: ReadonlyMap<string, Account>;
  let reckoned: readonly Reckoned[];

  beforeAll(async () => {
    accounts = replay(edits, timeZone);
    reckoned = await reckon(sql, timeZone);
  });

  /** A part of the fold of every account, by the name of its Wikipedia, and the same as SQL has it. */
  function both<Folded, Counted>(
    folded: (account: Account) => Folded,
    counted: (row: Reckoned) => Counted,
  ): readonly [Readonly<Record<string, Folded>>, Readonly<Record<string, Counted>>] {
    return [
      Object.fromEntries(reckoned.map(({ channel }) => [channel, folded(accountOf(channel))])),
      Object.fromEntries(reckoned.map((row) => [row.channel, counted(row)])),
    ];
  }

  function accountOf(channel: string): Account {
    const account = accounts.get(channel);
    if (account === undefined) throw new TypeError(`an account for ${channel}`);
    return account;
  }

  it('come to as many accounts', () => {
    expect([...accounts.keys()].toSorted()).toEqual(reckoned.map(({ channel }) => channel).toSorted());
    expect(reckoned).toHaveLength(51);
  });

  it('come to the counts, sums, largest and latest values that SQL finds', () => {
    const names = ['edits', 'added', 'deleted', 'delta', 'largest', 'latest'] as const;
    const [folded, counted] = both(
      ({ meters }) => names.map((name) => meters[name]?.value),
      (row) => names.map((name) => row[name]),
    );
    expect(folded).toEqual(counted);
  });

  it('come to the count of the last day', () => {
    const [folded, counted] = both(
      ({ meters }) => meters['editsToday']?.value,
      (row) => row.edits_today,
    );
    expect(folded).toEqual(counted);
  });

  it('come to the same active days', () => {
    const [folded, counted] = both(marked, (row) => [...row.days].toSorted((left, right) => left - right));
    expect(folded).toEqual(counted);
  });

  it('come to the same members, of whom the first 500 are kept', () => {
    const [folded, counted] = both(
      ({ members }) => Object.keys(members).toSorted(),
      (row) => row.users.slice(0, LIMITS.members).toSorted(),
    );
    expect(folded).toEqual(counted);
  });

  it('come to the number of editors: exact up to forty, and within the error that is stated beyond', () => {
    const editorsOf = (channel: string): number => accountOf(channel).meters['editors']?.value ?? 0;
    const few = reckoned.filter(({ editors }) => editors <= EXACT);
    expect(few.map(({ channel }) => editorsOf(channel))).toEqual(few.map(({ editors }) => editors));
    const errors = reckoned
      .filter(({ editors }) => editors > EXACT)
      .map(({ channel, editors }) => editorsOf(channel) / editors - 1);
    expect(errors.length).toBeGreaterThan(20);
    expect(Math.max(...errors.map(Math.abs))).toBeLessThan(3 * STANDARD_ERROR);
    expect(Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length)).toBeLessThan(STANDARD_ERROR);
  });
});

/** Every day that an account's calendar has marked, oldest first. */
function marked({ activity: { days } }: Account): readonly number[] {
  if (days === null) return [];
  return Array.from({ length: CALENDAR_DAYS }, (_, back) => days.last - CALENDAR_DAYS + 1 + back).filter(
    (day) => daysMarked(days, days.last, days.last - day + 1) > daysMarked(days, days.last, days.last - day),
  );
}
