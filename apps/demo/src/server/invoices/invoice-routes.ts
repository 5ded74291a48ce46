import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { drawPage } from '../site/draw-page.ts';
import { invoiceNumber } from '../site/format.ts';
import type { FormAnswer } from '../site/form-answer.ts';
import type { Html } from '../site/html.ts';
import { noticePage } from '../site/notice-page.ts';
import { readForm } from '../site/read-form.ts';
import type { Services, SignedIn, Visitor } from '../site/services.ts';
import type { Invoice } from '../store/invoices.ts';
import { invoiceFormPage } from './invoice-form-page.ts';
import { invoiceListPage, readFilter } from './invoice-list-page.ts';
import { invoicePage, limitNotice } from './invoice-page.ts';
import { EMPTY_FORM, type FormProblem, type InvoiceForm, readInvoiceForm } from './read-invoice-form.ts';
import { type SendOutcome, sendingInvoices } from './send-invoice.ts';

const DAY_MS = 86_400_000;

/** The list, one invoice, a new one, and sending it. */
export function invoiceRoutes(services: Services): Hono<SignedIn> {
  const { store, site, clock } = services;
  const send = sendingInvoices(services);
  const routes = new Hono<SignedIn>();

  routes.get('/invoices', async (context) => {
    const { visitor } = context.var;
    const invoices = store.invoices.allOf(visitor.company.id);
    const filter = readFilter(context.req.query('show'));
    const body = (): Html => invoiceListPage({ invoices, filter, now: clock() });
    return context.html(await drawPage(services, visitor, { section: 'invoices', title: 'Invoices', body }));
  });

  routes.get('/invoices/new', async (context) =>
    context.html(await drawForm(services, context.var.visitor, { form: EMPTY_FORM, problems: [] })),
  );

  routes.post('/invoices', async (context) => {
    const { visitor } = context.var;
    const read = readInvoiceForm(await readForm(context));
    if (!read.ok) return context.html(await drawForm(services, visitor, read), 422);
    const createdAt = clock();
    const invoice = store.invoices.add({
      id: randomUUID(),
      company: visitor.company.id,
      customerName: read.customerName,
      createdAt,
      dueAt: createdAt + read.dueInDays * DAY_MS,
      lines: read.lines,
    });
    return context.redirect(`/invoices/${invoice.id}`, 303);
  });

  routes.get('/invoices/:id', async (context) => {
    const { visitor } = context.var;
    const invoice = store.invoices.find(visitor.company.id, context.req.param('id'));
    if (invoice === null) return context.html(noticePage(site, NO_SUCH_INVOICE), 404);
    return context.html(await drawInvoice(services, visitor, invoice, false));
  });

  routes.post('/invoices/:id/send', async (context) => {
    const { visitor } = context.var;
    const result = await send({ id: context.req.param('id'), by: visitor.person });
    if (result.outcome === 'not-found') return context.html(noticePage(site, NO_SUCH_INVOICE), 404);
    if (context.req.header('accept')?.includes('application/json') === true) return context.json(answer(result));
    if (result.outcome === 'limit-reached') {
      return context.html(await drawInvoice(services, visitor, result.invoice, true));
    }
    return context.redirect(`/invoices/${result.invoice.id}`, 303);
  });

  routes.post('/invoices/:id/paid', (context) => {
    const invoice = store.invoices.find(context.var.visitor.company.id, context.req.param('id'));
    if (invoice === null) return context.html(noticePage(site, NO_SUCH_INVOICE), 404);
    store.invoices.markPaid(invoice.id, clock());
    return context.redirect(`/invoices/${invoice.id}`, 303);
  });

  return routes;
}

const NO_SUCH_INVOICE = {
  title: 'There is no such invoice',
  text: 'It may belong to another company, or the address has a slip in it.',
};

/** The answer that the page's own code reads. */
function answer(result: Exclude<SendOutcome, { outcome: 'not-found' }>): FormAnswer {
  const { outcome, invoice } = result;
  const number = invoiceNumber(invoice.number);
  switch (outcome) {
    case 'sent':
      return { outcome: 'done', message: `${number} is sent to ${invoice.customer.name}.` };
    case 'sent-before':
      return { outcome: 'done', message: `${number} was sent already.` };
    case 'limit-reached':
      return { outcome, message: `${number} is not sent and stays a draft: this month's invoices are used up.` };
  }
}

function drawForm(
  services: Services,
  visitor: Visitor,
  { form, problems }: { readonly form: InvoiceForm; readonly problems: readonly FormProblem[] },
): Promise<Html> {
  const customers = services.store.invoices.customersOf(visitor.company.id);
  const body = (): Html => invoiceFormPage({ form, problems, customers });
  return drawPage(services, visitor, { section: 'invoices', title: 'New invoice', body });
}

function drawInvoice(services: Services, visitor: Visitor, invoice: Invoice, isRefused: boolean): Promise<Html> {
  const { store, clock } = services;
  const lines = store.invoices.linesOf(invoice.id);
  const sender = invoice.sentBy === null ? null : store.companies.findPerson(invoice.sentBy);
  return drawPage(services, visitor, {
    section: 'invoices',
    title: invoiceNumber(invoice.number),
    body: (standing) => {
      const usage = standing?.usage.invoices;
      const notice = limitNotice({
        used: usage?.used ?? null,
        limit: usage?.limit ?? null,
        resetsAt: usage?.resetsAt == null ? null : Date.parse(usage.resetsAt),
      });
      return invoicePage({
        invoice,
        lines,
        company: visitor.company,
        sender,
        now: clock(),
        notice: isRefused ? notice : null,
      });
    },
  });
}
