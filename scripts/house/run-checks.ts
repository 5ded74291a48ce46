import { checkBoundaries } from './check-boundaries.ts';
import { checkLinks } from './check-links.ts';
import { checkLint } from './check-lint.ts';
import { checkManifests } from './check-manifests.ts';
import { packageSteps } from './check-packages.ts';
import { checkReference } from './check-reference.ts';
import { checkStyle } from './check-style.ts';
import { checkTypes } from './check-types.ts';
import { runCommand } from './run-command.ts';
import { runSteps, seconds, type Step } from './run-steps.ts';

/** What can be said by reading the code alone. */
const READING: readonly Step[] = [
  { name: 'format', run: () => runCommand('biome', ['format', '--max-diagnostics=20', '.']) },
  { name: 'lint', run: () => checkLint() },
  { name: 'types', run: () => checkTypes() },
  { name: 'boundaries', run: () => checkBoundaries() },
  { name: 'dead code', run: () => runCommand('knip', ['--no-progress', '--treat-config-hints-as-errors']) },
  { name: 'style', run: () => checkStyle() },
  { name: 'links', run: () => checkLinks() },
  { name: 'reference', run: () => checkReference() },
  { name: 'manifests', run: () => checkManifests() },
];

/**
 * Checks everything that can be said of the code without running its tests; answers one line that sums it up. `fast` leaves
 * out what needs the packages built.
 */
export async function runChecks({
  fast,
}: {
  readonly fast: boolean;
}): Promise<{ readonly ok: boolean; readonly summary: string }> {
  const startedAt = performance.now();
  const { pack, afterwards } = packageSteps();
  const failed = [...(await runSteps(fast ? READING : [pack, ...READING]))];
  if (!fast && !failed.includes(pack.name)) failed.push(...(await runSteps(afterwards)));
  const took = seconds(performance.now() - startedAt);
  const ok = failed.length === 0;
  return { ok, summary: ok ? `checks: all ok in ${took}` : `checks: NOT ok in ${took}: ${failed.join(', ')}` };
}
