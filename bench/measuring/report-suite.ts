import type { Measured } from './measure-suite.ts';
import { median } from './median.ts';
import type { Column, Goal, Suite } from './suite.ts';

/** A suite's results as text: its rows, each the median of the rounds with their range, and its goals with pass or falls short. */
export function reportSuite(suite: Suite, measured: Measured): string {
  const rows = [
    [suite.name, ...suite.columns.map((column) => column.head)],
    ...suite.rows.map(({ name }) => [name, ...suite.columns.map((column) => cell(measured, name, column))]),
  ];
  const goals = [['goal', 'measured', 'wanted', ''], ...suite.goals.map((goal) => goalRow(goal, suite, measured))];
  return [suite.about, '', alignColumns(rows), '', alignColumns(goals), ''].join('\n');
}

function cell(measured: Measured, row: string, { figure, text }: Column): string {
  const values = valuesOf(measured, row, figure);
  if (values.length === 0) return '';
  if (values.length === 1) return text(median(values));
  return `${text(median(values))} (${text(Math.min(...values))} to ${text(Math.max(...values))})`;
}

function goalRow({ row, beside, figure, bound }: Goal, { columns }: Suite, measured: Measured): readonly string[] {
  const head = columns.find((column) => column.figure === figure)?.head ?? figure;
  const name = `${row} / ${beside}, ${head}`;
  const wanted = 'atMost' in bound ? `<= ${ratioText(bound.atMost)}` : `>= ${ratioText(bound.atLeast)}`;
  const [own, other] = [valuesOf(measured, row, figure), valuesOf(measured, beside, figure)];
  if (own.length === 0 || other.length === 0) return [name, '', wanted, 'not measured'];
  const ratio = median(own) / median(other);
  const isMet = 'atMost' in bound ? ratio <= bound.atMost : ratio >= bound.atLeast;
  return [name, ratioText(ratio), wanted, isMet ? 'pass' : 'falls short'];
}

function valuesOf(measured: Measured, row: string, figure: string): readonly number[] {
  return (measured.get(row) ?? []).flatMap((figures) => figures[figure] ?? []);
}

/** Two digits that count: 0.054x, 1.2x, 38x. */
function ratioText(ratio: number): string {
  return `${ratio >= 10 ? Math.round(ratio) : Number(ratio.toPrecision(2))}x`;
}

function alignColumns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((text, column) => (column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
