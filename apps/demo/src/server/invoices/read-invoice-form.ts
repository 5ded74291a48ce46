import type { InvoiceLine } from '../store/invoices.ts';

/** What somebody typed into the form, as they typed it. */
export interface InvoiceForm {
  readonly customer: string;
  readonly dueInDays: string;
  readonly lines: readonly { readonly description: string; readonly quantity: string; readonly price: string }[];
}

export type InvoiceFormResult =
  | {
      readonly ok: true;
      readonly customerName: string;
      readonly dueInDays: number;
      readonly lines: readonly InvoiceLine[];
    }
  | { readonly ok: false; readonly form: InvoiceForm; readonly problems: readonly FormProblem[] };

/** What is wrong, and the field (by its id) in which to put it right. */
export interface FormProblem {
  readonly field: string;
  readonly message: string;
}

export const DUE_IN_DAYS = ['14', '30', '60'] as const;
export const MOST_LINES = 20;
const LONGEST_NAME = 80;
const LONGEST_DESCRIPTION = 140;
const MOST_OF_ONE = 9_999;
/** $1,000,000 for one. */
const HIGHEST_PRICE = 100_000_000;

export const EMPTY_FORM: InvoiceForm = {
  customer: '',
  dueInDays: DUE_IN_DAYS[0],
  lines: [{ description: '', quantity: '1', price: '' }],
};

/** Reads the form: the invoice, or everything that is wrong with it. Lines that are empty but for their quantity are left out. */
export function readInvoiceForm(data: FormData): InvoiceFormResult {
  const form = typedForm(data);
  const problems: FormProblem[] = [];
  const customerName = form.customer.trim().replaceAll(/\s+/g, ' ');
  if (customerName === '') problems.push({ field: 'customer', message: 'Say who the invoice is for.' });
  if (customerName.length > LONGEST_NAME) {
    problems.push({ field: 'customer', message: `Keep the name to ${LONGEST_NAME} characters.` });
  }
  const lines = form.lines.flatMap((line, index) => {
    const isEmpty = line.description.trim() === '' && line.price.trim() === '';
    return isEmpty && form.lines.length > 1 ? [] : readLine(line, index, problems);
  });
  if (problems.length > 0) return { ok: false, form, problems };
  return { ok: true, customerName, dueInDays: Number(form.dueInDays), lines };
}

function typedForm(data: FormData): InvoiceForm {
  const descriptions = data.getAll('description').map(String).slice(0, MOST_LINES);
  const quantities = data.getAll('quantity').map(String);
  const prices = data.getAll('price').map(String);
  const dueInDays = String(data.get('dueInDays') ?? '');
  const lines = descriptions.map((description, index) => {
    return { description, quantity: quantities[index] ?? '1', price: prices[index] ?? '' };
  });
  return {
    customer: String(data.get('customer') ?? ''),
    dueInDays: DUE_IN_DAYS.find((days) => days === dueInDays) ?? DUE_IN_DAYS[0],
    lines: lines.length === 0 ? EMPTY_FORM.lines : lines,
  };
}

function readLine(line: InvoiceForm['lines'][number], index: number, problems: FormProblem[]): InvoiceLine[] {
  const description = line.description.trim();
  const quantity = Number(line.quantity.trim());
  const unitAmount = centsOf(line.price);
  const before = problems.length;
  if (description === '') problems.push({ field: `description-${index}`, message: 'Say what this line is for.' });
  if (description.length > LONGEST_DESCRIPTION) {
    problems.push({ field: `description-${index}`, message: `Keep it to ${LONGEST_DESCRIPTION} characters.` });
  }
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > MOST_OF_ONE) {
    problems.push({ field: `quantity-${index}`, message: 'Give a whole number, 1 or more.' });
  }
  if (unitAmount === null || unitAmount > HIGHEST_PRICE) {
    problems.push({ field: `price-${index}`, message: 'Give a price such as 240 or 1,250.50.' });
  }
  return problems.length > before || unitAmount === null ? [] : [{ description, quantity, unitAmount }];
}

/** `1,250.50`, with or without its dollar sign, as cents; null for what is no price. */
function centsOf(text: string): number | null {
  const match = /^\$?\s*(?<whole>\d{1,3}(?:,\d{3})*|\d+)(?:\.(?<decimals>\d{1,2}))?$/.exec(text.trim());
  if (match?.groups === undefined) return null;
  const { whole = '0', decimals = '' } = match.groups;
  return Number(whole.replaceAll(',', '')) * 100 + Number(decimals.padEnd(2, '0'));
}
