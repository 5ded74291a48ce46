import { css, type CSSResult } from 'lit';

export const bannerStyles: CSSResult = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  /* Out of the flow, so that not even a gap is left where nothing is shown. */
  :host(:not(:state(open))) {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
  }

  section {
    display: grid;
    gap: 0.75rem 2.5rem;
    padding: 1rem;
    background: var(--kairos-ground, transparent);
    border: 1px solid var(--_hairline);
    border-radius: var(--_radius);
  }

  .value,
  .way {
    display: grid;
    gap: 0.75rem;
    align-content: start;
    justify-items: start;
    min-inline-size: 0;
  }

  .value > * {
    max-inline-size: 65ch;
    text-wrap: pretty;
  }

  .done {
    font-weight: 600;
  }

  .near {
    margin-block-start: -0.5rem;
  }

  .headroom {
    inline-size: 100%;
    max-inline-size: 26rem;
  }

  .act {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.875rem;
  }

  .price {
    font-variant-numeric: tabular-nums;
  }

  .reassurance {
    max-inline-size: 48ch;
    font-size: 0.875em;
    color: var(--_quiet);
    text-wrap: pretty;
  }

  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.5rem;
    font-size: 0.875em;
  }

  @container (max-width: 21rem) {
    .later {
      display: none;
    }
  }

  @container (min-width: 44rem) {
    section {
      grid-template-columns: minmax(0, 1fr) minmax(16rem, 21rem);
      padding: 1.25rem 1.5rem;
    }

    .way {
      align-content: center;
      gap: 0.5rem;
      padding-inline-start: 2.5rem;
      border-inline-start: 1px solid var(--_hairline);
    }
  }
`;
