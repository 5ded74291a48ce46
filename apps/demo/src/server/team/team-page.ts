import type { KairosUsage } from '../kairos/kairos-answers.ts';
import { field, saysWrong } from '../invoices/invoice-form-page.ts';
import type { FormProblem } from '../invoices/read-invoice-form.ts';
import { day } from '../site/format.ts';
import { type Html, html, NOTHING } from '../site/html.ts';
import { usageBar } from '../site/usage-bar.ts';
import type { Person } from '../store/companies.ts';

export interface InvitationForm {
  readonly name: string;
  readonly email: string;
}

export const EMPTY_INVITATION: InvitationForm = { name: '', email: '' };

/** Who is there, how many seats that takes, and inviting the next one. */
export function teamPage({
  people,
  seats,
  form,
  problems,
  notice,
  now,
}: {
  readonly people: readonly Person[];
  readonly seats: KairosUsage | null;
  readonly form: InvitationForm;
  readonly problems: readonly FormProblem[];
  readonly notice: Html | null;
  readonly now: number;
}): Html {
  return html`<div class="page-head"><h1>Team</h1></div>
    ${seats === null ? NOTHING : seatsUsed(seats)} ${notice ?? NOTHING}
    <table class="rows people-rows">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">E-mail</th>
          <th scope="col">Role</th>
          <th scope="col">Since</th>
        </tr>
      </thead>
      <tbody>
        ${people.map(
          (person) => html`<tr>
            <th scope="row">${person.name}</th>
            <td class="cell-email">${person.email}</td>
            <td class="cell-role">${person.role === 'owner' ? 'Owner' : 'Member'}</td>
            <td class="cell-since quiet">${day(person.joinedAt, now)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
    <section class="panel" aria-labelledby="invite">
      <h2 id="invite">Invite a teammate</h2>
      <p>They can draft, send and follow up invoices beside you. Only owners change the plan.</p>
      <form class="form" method="post" action="/team/invitations" data-uses="seats" novalidate>
        <div class="fields even">
          ${field({ id: 'name', label: 'Name', problems, control: html`<input id="name" name="name" maxlength="80" autocomplete="off" required value="${form.name}" ${saysWrong('name', problems)} />` })}
          ${field({ id: 'email', label: 'E-mail', problems, control: html`<input id="email" name="email" type="email" maxlength="120" autocomplete="off" required value="${form.email}" ${saysWrong('email', problems)} />` })}
        </div>
        <p class="form-actions"><button class="button primary">Invite</button></p>
      </form>
    </section>`;
}

function seatsUsed(seats: KairosUsage): Html {
  return html`<div class="meter" data-meter="seats">
    <p class="meter-text">
      <span><b data-part="used">${seats.used}</b><span data-part="limit">${seats.limit === null ? '' : ` of ${seats.limit}`}</span> seats taken</span>
    </p>
    ${usageBar(seats)}
  </div>`;
}
