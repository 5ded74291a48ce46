import { type Catalog, compile, configWarnings, type Issue, lintPlays } from '@kairos/engine';

/** Something in a config that works all the same, and that it is advised against. */
export interface ConfigWarning extends Issue {
  readonly rule: string;
}

/** What is found in a config: an error keeps it from being put. */
export interface ConfigFinding extends ConfigWarning {
  readonly severity: 'error' | 'warning';
}

/** Everything that is wrong with a config, by the rule that it breaks, and all that it is advised against: of its copy, and of what it sells once it compiles. */
export function lintConfig(source: unknown): readonly ConfigFinding[] {
  const compiled = compile(source);
  const errors = compiled.ok ? [] : compiled.issues;
  const warnings = compiled.ok ? warningsOf(source, compiled.value.catalog) : copyWarnings(source);
  return [
    ...errors.map((issue) => ({ ...issue, rule: issue.rule ?? 'config', severity: 'error' as const })),
    ...warnings.map((warning) => ({ ...warning, severity: 'warning' as const })),
  ];
}

/** What a config that compiles is advised against. */
export function warningsOf(source: unknown, catalog: Catalog): readonly ConfigWarning[] {
  return [...configWarnings(catalog), ...copyWarnings(source)];
}

function copyWarnings(source: unknown): readonly ConfigWarning[] {
  return lintPlays(source)
    .filter(({ severity }) => severity === 'warning')
    .map(({ path, rule, message }) => ({ path, rule, message }));
}
