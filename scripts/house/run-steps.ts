import type { Outcome } from './run-command.ts';

/** One check, build or test by name. */
export interface Step {
  readonly name: string;
  readonly run: () => Promise<Outcome>;
}

/** Runs steps in order, two at a time, tells of each as it ends, and answers the names of those that failed. */
export async function runSteps(
  steps: readonly Step[],
  { width = 2 }: { readonly width?: number } = {},
): Promise<readonly string[]> {
  const waiting = [...steps];
  const failed: string[] = [];
  const worker = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const startedAt = performance.now();
      const outcome = await outcomeOf(step);
      report(step.name, outcome, performance.now() - startedAt);
      if (!outcome.ok) failed.push(step.name);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return steps.map((step) => step.name).filter((name) => failed.includes(name));
}

/** `41.2 s` */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

async function outcomeOf(step: Step): Promise<Outcome> {
  try {
    return await step.run();
  } catch (error) {
    return { ok: false, output: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function report(name: string, { ok, output, note }: Outcome, milliseconds: number): void {
  const line = `${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(18)} ${seconds(milliseconds).padStart(7)}${note === undefined ? '' : `  ${note}`}`;
  const details = ok || output === '' ? [] : output.split('\n').map((text) => `      ${text}`);
  console.log([line, ...details].join('\n'));
}
