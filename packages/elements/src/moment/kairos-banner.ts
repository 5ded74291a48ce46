import type { Kairos, MomentView } from '@kairos/client';
import {
  type CSSResultGroup,
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { barStyles, headroomBar } from '../headroom/headroom-bar.ts';
import { KairosElement } from '../page/kairos-element.ts';
import { spokenTexts } from '../page/texts.ts';
import { prefersStillness, theme } from '../page/theme.ts';
import { bannerStyles } from './banner-styles.ts';
import { renderPrice } from './render-price.ts';
import { whenSeen } from './seen.ts';

const MOTION_MS = 160;
const LATER_DAYS = 7;
const DAY_MS = 86_400_000;

/** The banners that are on the page and show something, so that no two have the same name. */
const onPage = new Set<KairosBanner>();

/**
 * Shows the moment of its placement, in the page's flow, and takes no space while there is none. In the document and on the screen alike:
 * what you did, what you are close to, what you unlock, the action with its price, the reassurance, the way out.
 *
 * @fires kairos-upgrade - the action was chosen; detail `{ moment }`. Unless prevented, the upgrade dialog opens.
 * @fires kairos-dismiss - "Not now" was chosen; detail `{ moment }`.
 * @fires kairos-snooze - "Remind me in a week" was chosen; detail `{ moment }`.
 *
 * @csspart banner - the whole
 * @csspart done - what you did
 * @csspart near - what you are close to
 * @csspart bar - how much of the limit is used
 * @csspart unlock - what you unlock
 * @csspart action - the button of the action
 * @csspart price - the price beside it
 * @csspart reassurance - the risk removed
 * @csspart dismiss - the way out
 * @csspart later - the way out for a week, where there is room for it
 */
export class KairosBanner extends KairosElement {
  static override properties: PropertyDeclarations = {
    placement: { type: String, reflect: true },
    moment: { state: true },
    announcement: { state: true },
  };

  static override styles: CSSResultGroup = [theme, barStyles, bannerStyles];

  /** The name of the place that this is, as plays know it. */
  declare placement: string;
  declare private moment: MomentView | null;
  declare private announcement: string;
  readonly #internals: ElementInternals;
  #registered: { readonly kairos: Kairos; readonly placement: string; readonly leave: () => void } | null = null;
  #leaving: Animation | null = null;
  #watched: { readonly id: string; readonly stop: () => void } | null = null;

  constructor() {
    super();
    this.placement = '';
    this.moment = null;
    this.announcement = '';
    this.#internals = this.attachInternals();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopWatching();
    onPage.delete(this);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('placement')) this.clientChanged();
  }

  protected override clientChanged(): void {
    const { kairos, placement } = this;
    if (this.#registered?.kairos !== kairos || this.#registered?.placement !== placement) {
      this.#registered?.leave();
      const isPlaced = kairos !== null && placement !== '';
      this.#registered = isPlaced ? { kairos, placement, leave: kairos.placements.register(placement) } : null;
    }
    this.stateChanged();
  }

  protected override stateChanged(): void {
    const next = this.kairos?.state.get().moments[this.placement] ?? null;
    if (next === null && this.moment !== null) void this.#leave();
    if (next !== null) this.#show(next);
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    return html`<div class="visually-hidden" role="status" aria-live="polite">${this.announcement}</div>
      ${this.moment === null ? nothing : this.#renderMoment(this.moment)}`;
  }

  protected override updated(): void {
    const section = this.renderRoot.querySelector('section');
    const { moment } = this;
    if (section === null || moment === null || this.#watched?.id === moment.id) return;
    this.#stopWatching();
    this.#watched = { id: moment.id, stop: whenSeen(section, () => this.#seen(moment)) };
    if (!prefersStillness()) section.animate({ opacity: [0, 1] }, { duration: MOTION_MS, easing: 'ease-out' });
    // A live region is read when its text changes, not when it comes with it.
    this.announcement = `${moment.message.done} ${moment.message.near}`;
  }

  #renderMoment(moment: MomentView): TemplateResult {
    const { message } = moment;
    const texts = spokenTexts();
    const reader = { texts, locale: this.locale };
    return html`<section part="banner" aria-label=${this.#label(moment)}>
      <div class="value">
        <p class="done" part="done">${message.done}</p>
        <p class="near" part="near">${message.near}</p>
        ${this.#renderHeadroom(moment)}
        <p class="unlock" part="unlock">${message.unlock}</p>
        ${renderPrice(moment, 'unlock', reader)}
      </div>
      <div class="way">
        <div class="act">
          <button class="primary" part="action" type="button" @click=${this.#act}><span>${message.action}</span></button>
          ${renderPrice(moment, 'action', reader)}
        </div>
        <p class="reassurance" part="reassurance">${message.reassurance}</p>
        ${renderPrice(moment, 'reassurance', reader)}
        <div class="ways">
          <button class="quiet" part="dismiss" type="button" @click=${this.#dismiss}>${texts.notNow}</button>
          ${
            canWait(moment)
              ? html`<button class="quiet later" part="later" type="button" @click=${this.#snooze}>${texts.later}</button>`
              : nothing
          }
        </div>
      </div>
    </section>`;
  }

  #renderHeadroom({ meter }: MomentView): TemplateResult | typeof nothing {
    const view = meter === null ? null : (this.kairos?.usage(meter) ?? null);
    if (view === null || view.limit === null) return nothing;
    const reader = { texts: spokenTexts(), locale: this.locale, timeZone: undefined };
    const isRtl = getComputedStyle(this).direction === 'rtl';
    return html`<div class="headroom">${headroomBar(view, { reader, isRtl })}</div>`;
  }

  /** Landmarks need names that tell them apart. */
  #label(moment: MomentView): string {
    const label = this.#name(moment);
    const before = [...onPage]
      .slice(0, [...onPage].indexOf(this))
      .filter((banner) => banner.moment !== null && banner.#name(banner.moment) === label).length;
    return before === 0 ? label : `${label} (${before + 1})`;
  }

  #name({ offer, meter, feature }: MomentView): string {
    const about =
      meter === null ? (feature?.replaceAll(/[-_.]/g, ' ') ?? null) : (this.kairos?.usage(meter)?.name ?? meter);
    return spokenTexts().offer({ name: offer.toName, about });
  }

  #show(moment: MomentView): void {
    this.#leaving?.cancel();
    this.#leaving = null;
    onPage.add(this);
    this.#internals.states.add('open');
    this.moment = moment;
  }

  async #leave(): Promise<void> {
    const section = this.renderRoot.querySelector('section');
    if (this.#leaving !== null) return;
    if (section !== null && !prefersStillness() && this.isConnected) {
      const from = `${section.offsetHeight}px`;
      const keyframes = {
        opacity: [1, 0],
        blockSize: [from, '0px'],
        paddingBlock: ['', '0px'],
        overflow: ['clip', 'clip'],
      };
      const leaving = section.animate(keyframes, { duration: MOTION_MS, easing: 'ease-in' });
      this.#leaving = leaving;
      await leaving.finished.catch(() => undefined);
      // Shown again meanwhile.
      if (this.#leaving !== leaving) return;
      this.#leaving = null;
    }
    this.#stopWatching();
    onPage.delete(this);
    this.#internals.states.delete('open');
    this.moment = null;
    this.announcement = '';
  }

  #stopWatching(): void {
    this.#watched?.stop();
    this.#watched = null;
  }

  #seen(moment: MomentView): void {
    void this.kairos?.moment(moment.id).shown();
    // Here by the time that somebody has read what it says.
    void loadUpgrade();
  }

  async #act(): Promise<void> {
    const { moment, kairos } = this;
    if (moment === null || kairos === null) return;
    void kairos.moment(moment.id).clicked();
    if (!this.#tell('kairos-upgrade', moment)) return;
    const { openUpgrade } = await loadUpgrade();
    // Who comes from here has read what it says, whatever else it could have been shown as.
    openUpgrade({ client: kairos, moment: { ...moment, presentation: 'inline' }, from: this.shadowRoot });
  }

  #dismiss(): void {
    const { moment, kairos } = this;
    if (moment === null || kairos === null) return;
    this.#tell('kairos-dismiss', moment);
    void kairos.moment(moment.id).dismissed();
  }

  #snooze(): void {
    const { moment, kairos } = this;
    if (moment === null || kairos === null) return;
    this.#tell('kairos-snooze', moment);
    void kairos.moment(moment.id).snoozed({ days: LATER_DAYS });
  }

  #tell(name: string, moment: MomentView): boolean {
    return this.dispatchEvent(
      new CustomEvent(name, { detail: { moment }, bubbles: true, composed: true, cancelable: true }),
    );
  }
}

/** What answers something that was tried can't wait, and what is over by then would not come again. */
function canWait({ reactive, expiresAt }: MomentView): boolean {
  return !reactive && Date.parse(expiresAt) > Date.now() + LATER_DAYS * DAY_MS;
}

/** The dialog comes by itself, so that a page which only shows a banner starts without it. */
const loadUpgrade = () => import('../upgrade.ts');
