import { type Outcome, runCommand } from './run-command.ts';

/** Writes the reference anew, without keeping it, and fails where a page differs: what it says is then no longer so. */
export async function checkReference(): Promise<Outcome> {
  return runCommand('node', ['scripts/reference.ts', '--check']);
}
