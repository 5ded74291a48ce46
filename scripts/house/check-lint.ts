import { type Outcome, ROOT, runCommand } from './run-command.ts';

/** Runs the linter with the rules of .oxlintrc.json, those that need types included. A warning fails. */
export async function checkLint(root: string = ROOT): Promise<Outcome> {
  return runCommand('oxlint', ['--deny-warnings'], { cwd: root });
}
