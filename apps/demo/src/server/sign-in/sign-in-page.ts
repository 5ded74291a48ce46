import { type Html, html } from '../site/html.ts';
import { LOGO } from '../site/icons.ts';
import { ribbon, shell } from '../site/layout.ts';
import type { Site } from '../site/services.ts';
import type { Company, Person } from '../store/companies.ts';

/** The way in: a visitor picks one of the fictional people. */
export function signInPage(
  site: Site,
  offices: readonly { readonly company: Company; readonly people: readonly Person[] }[],
): Html {
  return shell({
    site,
    title: 'Sign in · Ledgerly',
    body: html`<div class="solo">
      <main class="solo-main">
        <p class="solo-brand">${LOGO}<span class="brand-name">Ledgerly</span></p>
        <h1>Invoices that leave the day they are ready</h1>
        <p class="lead">
          Ledgerly is made up, and so is everybody in it. Pick whose desk to sit at; there is no password.
        </p>
        ${offices.map(
          ({ company, people }) => html`<section class="office" aria-labelledby="office-${company.id}">
            <h2 id="office-${company.id}">${company.name}</h2>
            <ul>
              ${people.map(
                (person) => html`<li>
                  <form method="post" action="/sign-in">
                    <input type="hidden" name="person" value="${person.id}" />
                    <button class="desk">
                      <span class="desk-name">${person.name}</span>
                      <span class="quiet">${person.role === 'owner' ? 'Owner, can change the plan' : 'Member'}</span>
                    </button>
                  </form>
                </li>`,
              )}
            </ul>
          </section>`,
        )}
      </main>
      ${ribbon(site)}
    </div>`,
  });
}
