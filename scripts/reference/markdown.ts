/** A table; a row may have empty cells. Line breaks and bars inside a cell are written so that they don't end it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cellText).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** A fenced block. */
export function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

/** A value as code within a line. */
export function code(value: string): string {
  return value.includes('`') ? `\`\` ${value} \`\`` : `\`${value}\``;
}

/** Words of the product, quoted; what looks like a tag is no tag. */
export function quoted(text: string): string {
  return `*${text.replaceAll('<', '&lt;')}*`;
}

/** A value as JSON for readers: on one line where that fits, else its parts on lines of their own. */
export function jsonText(value: unknown, indent = ''): string {
  const inLine = lineOf(value);
  if (inLine.length + indent.length <= 100 || typeof value !== 'object' || value === null) return inLine;
  const deeper = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((part) => jsonText(part, deeper))
    : Object.entries(value).map(([name, part]) => `${JSON.stringify(name)}: ${jsonText(part, deeper)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${parts.map((part) => `${deeper}${part}`).join(',\n')}\n${indent}${close}`;
}

function lineOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(lineOf).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value).map(([name, part]) => `${JSON.stringify(name)}: ${lineOf(part)}`);
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

/** `12000` as `12,000`. */
export function numeral(value: number): string {
  return Number.isInteger(value) ? String(value).replace(/\B(?=(\d{3})+$)/g, ',') : String(value);
}

/** Where a heading of a page is found, as GitHub names it. */
export function anchor(heading: string): string {
  return `#${heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')}`;
}

function cellText(cell: string): string {
  return cell.replace(/\|/g, '\\|').replace(/\s*\n\s*/g, ' ');
}
