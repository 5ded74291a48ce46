import { globSync } from 'node:fs';
import { type Outcome, ROOT, runCommand } from './run-command.ts';

interface Violation {
  readonly type: string;
  readonly from: string;
  readonly to: string;
  readonly comment?: string;
  readonly rule: { readonly name: string };
  readonly cycle?: readonly { readonly name: string }[];
}

interface CruiseReport {
  readonly modules: readonly { readonly source: string; readonly dependencies: readonly unknown[] }[];
  readonly summary: { readonly violations: readonly Violation[] };
}

/**
 * Checks who imports whom, by the tables of .dependency-cruiser.mjs. Fails too when the tool saw fewer modules than there
 * are files: where it can't read TypeScript it finds nothing, and says that all is well.
 */
export async function checkBoundaries(root: string = ROOT): Promise<Outcome> {
  const folders = ['packages', 'apps'].filter((folder) => globSync(`${folder}/*`, { cwd: root }).length > 0);
  const args = [...folders, '--config', '.dependency-cruiser.mjs', '--output-type', 'json'];
  const { stdout, output } = await runCommand('depcruise', args, { cwd: root });
  const report = readReport(stdout);
  if (report === null) return { ok: false, output: `dependency-cruiser gave no report:\n${output}` };
  const seen = new Set(report.modules.map((module) => module.source));
  const edges = report.modules.reduce((sum, module) => sum + module.dependencies.length, 0);
  const unseen = globSync('{packages,apps}/*/src/**/*.{ts,tsx}', { cwd: root, exclude: ['**/node_modules/**'] })
    .filter((file) => !seen.has(file))
    .map((file) => `${file}: dependency-cruiser did not read it; is @swc/core installed?`);
  const problems = [
    ...(edges === 0 ? ['dependency-cruiser found no import at all; is @swc/core installed?'] : []),
    ...unseen,
    ...report.summary.violations.map(violationText),
  ];
  return { ok: problems.length === 0, output: problems.join('\n'), note: `${seen.size} modules, ${edges} imports` };
}

function readReport(text: string): CruiseReport | null {
  try {
    return JSON.parse(text) as CruiseReport;
  } catch {
    return null;
  }
}

function violationText({ from, to, rule, comment, cycle }: Violation): string {
  const path = cycle === undefined ? to : cycle.map((step) => step.name).join(' -> ');
  return `${rule.name}: ${from} -> ${path}${comment === undefined ? '' : `\n  ${comment}`}`;
}
