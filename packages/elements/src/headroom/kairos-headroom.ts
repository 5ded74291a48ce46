import type { UsageHistory, UsageView } from '@kairos/client';
import { css, type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { KairosElement } from '../page/kairos-element.ts';
import { spokenTexts } from '../page/texts.ts';
import { theme } from '../page/theme.ts';
import { describeHistory, type Reader, rowsOf, wordsOf } from './describe-usage.ts';
import { barStyles, headroomBar } from './headroom-bar.ts';
import { headroomPicture, pictureStyles } from './headroom-picture.ts';
import { plotHeadroom } from './plot.ts';

/**
 * How much room is left, and when it ends: use against the limit over time, with the marks at which it warns, the grace beyond the limit,
 * and the day that it runs out if it goes on like this.
 *
 * `data` is one meter's history, as `GET /v1/accounts/{id}/usage/{meter}` answers it. Without it, or with `compact`, it is one line: of
 * `usage`, or of the client's own `meter`.
 *
 * @csspart picture - the picture
 * @csspart bar - the picture in one line
 * @csspart caption - the sentence below the picture
 */
export class KairosHeadroom extends KairosElement {
  static override properties: PropertyDeclarations = {
    meter: { type: String },
    compact: { type: Boolean },
    timeZone: { attribute: 'time-zone' },
    data: { attribute: false },
    usage: { attribute: false },
    size: { state: true },
  };

  static override styles: CSSResultGroup = [
    theme,
    pictureStyles,
    barStyles,
    css`
      :host {
        display: block;
        min-inline-size: 0;
      }

      figure {
        margin: 0;
      }

      .picture {
        block-size: var(--kairos-headroom-height, clamp(11rem, 36cqi, 15rem));
      }

      .frame {
        container-type: inline-size;
      }

      figcaption {
        margin-block-start: 0.5rem;
        text-wrap: pretty;
      }
    `,
  ];

  declare meter: string | null;
  declare compact: boolean;
  /** The account's IANA time zone, for the days; null: the browser's own. */
  declare timeZone: string | null;
  declare data: UsageHistory | null;
  declare usage: UsageView | null;
  /** Of the room for the picture, in pixels; null until it is known. */
  declare private size: { readonly width: number; readonly height: number } | null;
  #observer: ResizeObserver | null = null;
  #observed: Element | null = null;

  constructor() {
    super();
    this.meter = null;
    this.compact = false;
    this.timeZone = null;
    this.data = null;
    this.usage = null;
    this.size = null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
    this.#observed = null;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.data === null || this.compact) return this.#renderBar();
    const reader = this.#reader();
    const label = describeHistory(this.data, reader);
    return html`<figure class="frame">
      <div class="picture">${this.#renderPicture(this.data, reader, label)}</div>
      <figcaption part="caption" aria-hidden="true">${label}</figcaption>
      ${renderTable(this.data, reader)}
    </figure>`;
  }

  protected override updated(): void {
    const box = this.renderRoot.querySelector('.picture');
    if (box === this.#observed) return;
    this.#observer ??= new ResizeObserver((entries) => this.#measured(entries));
    this.#observer.disconnect();
    this.#observed = box;
    if (box !== null) this.#observer.observe(box);
  }

  #renderBar(): TemplateResult | typeof nothing {
    const view = this.usage ?? (this.meter === null ? null : (this.kairos?.usage(this.meter) ?? null));
    return view === null ? nothing : headroomBar(view, { reader: this.#reader(), isRtl: this.#isRtl() });
  }

  #renderPicture(data: UsageHistory, reader: Reader, label: string): TemplateResult | typeof nothing {
    if (this.size === null) return nothing;
    const { width, height } = this.size;
    const fontSize = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.75;
    const widthOf = measureWith(`600 ${fontSize}px ${getComputedStyle(this).fontFamily}`);
    const plot = plotHeadroom(data, wordsOf(data, reader), { width, height, fontSize, widthOf });
    return headroomPicture(plot, { width, height, fontSize, isRtl: this.#isRtl(), label });
  }

  #measured(entries: readonly ResizeObserverEntry[]): void {
    const box = entries.at(-1)?.contentRect;
    if (box === undefined || box.width === 0) return;
    if (this.size?.width !== box.width || this.size.height !== box.height)
      this.size = { width: box.width, height: box.height };
  }

  #reader(): Reader {
    return { texts: spokenTexts(), locale: this.locale, timeZone: this.timeZone ?? undefined };
  }

  #isRtl(): boolean {
    return getComputedStyle(this).direction === 'rtl';
  }
}

/** How wide words are in a font, in pixels, before they are drawn. */
function measureWith(font: string): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return (text) => text.length * Number.parseFloat(font);
  context.font = font;
  return (text) => context.measureText(text).width;
}

function renderTable(data: UsageHistory, reader: Reader): TemplateResult {
  const { texts } = reader;
  return html`<div class="visually-hidden"><table>
    <caption>
      ${texts.usageTable({ meter: data.name })}
    </caption>
    <thead>
      <tr>
        <th scope="col">${texts.day}</th>
        <th scope="col">${data.name}</th>
      </tr>
    </thead>
    <tbody>
      ${rowsOf(data, reader).map(
        ({ day, used }) => html`<tr>
          <th scope="row">${day}</th>
          <td>${used}</td>
        </tr>`,
      )}
    </tbody>
  </table></div>`;
}
