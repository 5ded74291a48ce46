import { type Html, html, NOTHING } from '../site/html.ts';
import { DUE_IN_DAYS, type FormProblem, type InvoiceForm, MOST_LINES } from './read-invoice-form.ts';

/** The form for a new invoice: empty, or with what was typed and what is wrong with it. */
export function invoiceFormPage({
  form,
  problems,
  customers,
}: {
  readonly form: InvoiceForm;
  readonly problems: readonly FormProblem[];
  readonly customers: readonly string[];
}): Html {
  return html`<p class="crumbs"><a href="/invoices">Invoices</a></p>
    <div class="page-head"><h1>New invoice</h1></div>
    <form class="form" method="post" action="/invoices" novalidate>
      <div class="fields">
        ${field({ id: 'customer', label: 'Customer', problems, control: html`<input id="customer" name="customer" list="customers" autocomplete="off" maxlength="80" required value="${form.customer}" ${saysWrong('customer', problems)} />` })}
        <datalist id="customers">${customers.map((name) => html`<option value="${name}"></option>`)}</datalist>
        ${field({ id: 'dueInDays', label: 'Due', problems, control: dueSelect(form.dueInDays) })}
      </div>
      <fieldset class="lines">
        <legend>Lines</legend>
        <div data-lines>${form.lines.map((line, index) => lineFields(line, index, problems))}</div>
        <template data-line-template>${lineFields({ description: '', quantity: '1', price: '' }, 'next', [])}</template>
        <button class="button small" type="button" data-add-line data-most="${MOST_LINES}" hidden>Add a line</button>
      </fieldset>
      <p class="form-actions">
        <button class="button primary">Save as draft</button>
        <a class="button plain" href="/invoices">Cancel</a>
      </p>
    </form>`;
}

function dueSelect(chosen: string): Html {
  return html`<select id="dueInDays" name="dueInDays">
    ${DUE_IN_DAYS.map((days) => html`<option value="${days}" ${days === chosen ? 'selected' : ''}>in ${days} days</option>`)}
  </select>`;
}

function lineFields(
  line: InvoiceForm['lines'][number],
  index: number | 'next',
  problems: readonly FormProblem[],
): Html {
  const what = `description-${index}`;
  const quantity = `quantity-${index}`;
  const price = `price-${index}`;
  return html`<div class="line" data-line>
    ${field({ id: what, label: 'What for', problems, control: html`<input id="${what}" name="description" maxlength="140" value="${line.description}" ${saysWrong(what, problems)} />` })}
    ${field({ id: quantity, label: 'Quantity', problems, control: html`<input id="${quantity}" name="quantity" inputmode="numeric" value="${line.quantity}" ${saysWrong(quantity, problems)} />` })}
    ${field({ id: price, label: 'Price, $', problems, control: html`<input id="${price}" name="price" inputmode="decimal" placeholder="0.00" value="${line.price}" ${saysWrong(price, problems)} />` })}
  </div>`;
}

/** A label, its control, and what is wrong with it in words beneath. */
export function field({
  id,
  label,
  control,
  problems,
}: {
  readonly id: string;
  readonly label: string;
  readonly control: Html;
  readonly problems: readonly FormProblem[];
}): Html {
  const problem = problems.find((each) => each.field === id);
  return html`<div class="field">
    <label for="${id}">${label}</label>
    ${control}
    ${problem === undefined ? NOTHING : html`<p class="field-problem" id="${id}-problem">${problem.message}</p>`}
  </div>`;
}

/** The attributes that tie a control to what is wrong with it. */
export function saysWrong(id: string, problems: readonly FormProblem[]): Html {
  return problems.some((each) => each.field === id)
    ? html`aria-invalid="true" aria-describedby="${id}-problem"`
    : NOTHING;
}
