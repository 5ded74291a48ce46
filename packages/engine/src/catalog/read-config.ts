import { explainIssue } from '../kernel/explain-issue.ts';
import { fail, ok, type Result } from '../kernel/issue.ts';
import { checkReferences } from './check-references.ts';
import { type Config, configSchema } from './config-schema.ts';

/** Reads an untrusted config: the config with its defaults, or everything that is wrong with it, each with its path. */
export function readConfig(input: unknown): Result<Config> {
  const parsed = configSchema.safeParse(input);
  const shape = parsed.success ? [] : parsed.error.issues.flatMap((issue) => explainIssue(issue, input));
  const issues = [...shape, ...checkReferences(input)];
  if (issues.length > 0) return fail(...issues);
  return parsed.success ? ok(parsed.data) : fail();
}
