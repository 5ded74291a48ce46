import { css, type CSSResult } from 'lit';

/**
 * What all elements share. Everything a host may set is a `--kairos-…` property; unset, font and colours come from the page around.
 * On the accent the text is black or white, whichever contrasts more (WCAG's luminance, where the two meet at 0.179), unless the host says.
 */
export const theme: CSSResult = css`
  :host {
    --_ink: var(--kairos-ink, currentColor);
    --_quiet: var(--kairos-quiet, color-mix(in srgb, var(--_ink) 80%, transparent));
    --_hairline: var(--kairos-hairline, color-mix(in srgb, var(--_ink) 20%, transparent));
    --_wash: color-mix(in srgb, var(--_ink) 9%, transparent);
    --_accent: var(--kairos-accent, var(--_ink));
    --_on-accent: var(--kairos-on-accent, light-dark(#fff, #000));
    --_radius: var(--kairos-radius, 8px);
    --_motion: var(--kairos-motion, 160ms);
    color: var(--_ink);
    font: inherit;
    font-family: var(--kairos-font, inherit);
    line-height: 1.5;
    text-align: start;
    -webkit-text-size-adjust: 100%;
  }

  @supports (color: color(from currentColor xyz-d65 x y z)) {
    :host {
      --_on-accent: var(
        --kairos-on-accent,
        color(
          from var(--_accent) xyz-d65 calc(0.95 * clamp(0, (0.179 - y) * 100000, 1)) clamp(0, (0.179 - y) * 100000, 1)
            calc(1.089 * clamp(0, (0.179 - y) * 100000, 1))
        )
      );
    }
  }

  :host([hidden]) {
    display: none;
  }

  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }

  p,
  h2,
  dl,
  dd {
    margin: 0;
    font: inherit;
    overflow-wrap: anywhere;
  }

  /* Words in another language than the page's keep their own order, and the page's side. */
  p,
  h2,
  dt,
  dd,
  figcaption,
  span {
    unicode-bidi: plaintext;
    text-align: match-parent;
  }

  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 1px solid transparent;
    border-radius: calc(var(--_radius) * 0.75);
    min-block-size: 2.5rem;
    padding: 0.375rem 1rem;
    text-align: center;
    overflow-wrap: anywhere;
    cursor: pointer;
    touch-action: manipulation;
  }

  button.primary {
    font-weight: 600;
    background: var(--_accent);
  }

  /* One level down, so that an accent of currentColor is still the text's colour around the button. */
  button.primary > span {
    color: var(--_on-accent);
  }

  button.quiet {
    padding-inline: 0.5rem;
    margin-inline: calc(-0.5rem - 1px);
    text-decoration: underline;
    text-decoration-color: var(--_hairline);
    text-decoration-thickness: 1px;
    text-underline-offset: 0.25em;
  }

  button.quiet:hover {
    text-decoration-color: currentColor;
  }

  button.primary:hover {
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.25em;
  }

  button[aria-disabled='true'] {
    cursor: progress;
    text-decoration: none;
  }

  button.primary[aria-disabled='true'] {
    background: var(--_wash);
    border-color: var(--_hairline);
  }

  button.primary[aria-disabled='true'] > span {
    color: var(--_ink);
  }

  :focus-visible {
    outline: 2px solid var(--kairos-focus, var(--_ink));
    outline-offset: 2px;
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (pointer: coarse) {
    button {
      min-block-size: 2.75rem;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    :host {
      --_motion: 0s;
    }
  }

  @media (forced-colors: active) {
    button.primary {
      border-color: ButtonBorder;
    }
  }
`;

/** Whether the user asked for no movement. */
export function prefersStillness(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
