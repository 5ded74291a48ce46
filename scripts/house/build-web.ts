import { runCommand } from './run-command.ts';
import type { Step } from './run-steps.ts';
import { webApps } from './workspaces.ts';

/** The steps that build each app's browser side with Vite, into its `dist`. */
export function webSteps(): readonly Step[] {
  return webApps().map((app) => ({
    name: `web ${app.name}`,
    run: () => runCommand('vite', ['build', '--logLevel', 'warn'], { cwd: app.directory }),
  }));
}
