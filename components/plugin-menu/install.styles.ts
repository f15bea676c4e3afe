import { css } from 'lit';

export const installStyles = css`
  section {
    padding: var(--_space-m);
    border-block-end: 1px solid var(--_color-border);
    background: var(--_color-sunken);
    overflow-wrap: anywhere;
  }

  form,
  fieldset {
    display: grid;
    gap: var(--_space-xs);
  }
  form input {
    width: 100%;
  }
  label[for] {
    font-weight: var(--_font-weight-medium);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-s);
    margin-block-start: var(--_space-s);
  }

  .title {
    display: flex;
    align-items: center;
    gap: var(--_space-s);
    color: var(--_color-accent);
  }
  h3 {
    min-width: 0;
    margin: 0;
    color: var(--_color-text);
    font-size: var(--_font-size-l);
    font-weight: var(--_font-weight-bold);
  }
  .version {
    padding: 0 var(--_space-s);
    border-radius: var(--_radius-pill);
    background: var(--_color-selected);
    color: var(--_color-text);
    font-size: var(--_font-size-s);
  }
  .description {
    max-height: 9em;
    margin-block: var(--_space-xs);
    overflow: auto;
  }
  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: var(--_space-2xs) var(--_space-m);
    margin-block: var(--_space-s);
  }
  dt,
  .caution {
    color: var(--_color-text-muted);
  }
  dd {
    min-width: 0;
    margin: 0;
  }
  .from {
    max-height: 6em;
    overflow: auto;
  }
  .caution {
    margin-block: var(--_space-s);
    font-size: var(--_font-size-s);
  }
  fieldset {
    margin: 0;
    padding: var(--_space-xs) var(--_space-s);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-m);
  }
  fieldset input {
    min-height: 0;
  }

  .wait {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-xs) var(--_space-s);
    margin: 0;
  }
  .spinner {
    width: 1em;
    height: 1em;
    border: 2px solid var(--_color-accent);
    border-block-start-color: transparent;
    border-radius: 50%;
    animation: turn 900ms linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }

  .problem {
    display: flex;
    gap: var(--_space-s);
    margin: var(--_space-s) 0 0;
    color: var(--_color-danger);
  }
  .icon {
    flex: none;
    width: 1.25rem;
    height: 1.25rem;
    fill: currentcolor;
  }
`;
