import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Figures, Row, Setting, Suite } from './suite.ts';

/** Every round's figures, by row. */
export type Measured = ReadonlyMap<string, readonly Figures[]>;

const RUN_ROW = fileURLToPath(new URL('./run-row.ts', import.meta.url));
const NODE_OPTIONS = ['--conditions=@kairos/source', '--expose-gc', '--max-old-space-size=4096'];

/**
 * Runs all rows of a suite once a round, one process after the other. The rows take turns in who is first, so that whatever else the
 * machine does at a time meets all of them alike.
 */
export async function measureSuite(
  suite: Suite,
  { quick, onRound }: { readonly quick: boolean; readonly onRound: (done: number, rounds: number) => void },
): Promise<Measured> {
  const measured = new Map<string, Figures[]>(suite.rows.map((row) => [row.name, []]));
  const rounds = quick ? 1 : suite.rounds;
  const surroundings = await suite.open?.();
  try {
    for (let round = 0; round < rounds; round += 1) {
      onRound(round, rounds);
      const setting: Setting = { quick, round, places: (await surroundings?.openRound(round)) ?? {} };
      for (const row of inTurn(suite.rows, round)) {
        const figures = await runRow(suite, row, setting);
        if (figures !== null) measured.get(row.name)?.push(figures);
      }
    }
  } finally {
    await surroundings?.close();
  }
  return measured;
}

function inTurn(rows: readonly Row[], round: number): readonly Row[] {
  const first = (round * 3) % rows.length;
  return [...rows.slice(first), ...rows.slice(0, first)];
}

/** null where the row failed: it has said why, and the others go on. */
async function runRow(suite: Suite, row: Row, setting: Setting): Promise<Figures | null> {
  const child = fork(RUN_ROW, [suite.name, row.name, JSON.stringify(setting)], { execArgv: NODE_OPTIONS });
  let figures: Figures | null = null;
  child.on('message', (message) => {
    figures = message as Figures;
  });
  await once(child, 'exit');
  return figures;
}
