/**
 * The statements that hide a table's rows from other environments than the one that a transaction says. Forced, so that it binds the
 * table's owner as well. The setting is read once a statement, not once a row.
 */
export function isolate(table: string, column: string): readonly string[] {
  const setting = `(select current_setting('kairos.environment', true))`;
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy tenant on ${table} using (${column} = ${setting} or ${setting} = '*')`,
  ];
}
