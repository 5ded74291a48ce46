import type { Clause, Rule } from './conditions-world.ts';

/** A rule in CEL. */
export function celText({ join, clauses }: Rule): string {
  return clauses.map(clauseText).join(` ${join} `);
}

function clauseText(clause: Clause): string {
  switch (clause.kind) {
    case 'number':
      return `${clause.slot} ${clause.relation} ${clause.value}`;
    case 'optional':
      return `(has(${clause.slot}) && ${clause.slot} ${clause.relation} ${clause.value})`;
    case 'text':
      return `${clause.slot} ${clause.relation} "${clause.value}"`;
    case 'among':
      return `${clause.slot} in [${clause.values.map((value) => `"${value}"`).join(', ')}]`;
    case 'flag':
      return clause.value ? clause.slot : `!${clause.slot}`;
    default:
      return `"${clause.value}" in signals`;
  }
}
