import { css } from 'lit';

export const markdownStyles = css`
  header,
  article {
    width: 100%;
    max-width: 52rem;
    margin-inline: auto;
    padding: var(--_space-l) var(--_space-xl);
  }
  header {
    padding-block-end: 0;
  }
  .cover {
    width: 100%;
    aspect-ratio: 16 / 9;
    border-radius: var(--_radius-m);
    object-fit: cover;
  }
  .title {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-s);
    margin-block-start: var(--_space-s);
  }
  .title .icon {
    width: 2rem;
    height: 2rem;
    object-fit: contain;
  }
  .emoji {
    font-size: var(--_font-size-xl);
  }
  h1 {
    margin: 0;
    font-size: var(--_font-size-xl);
    line-height: 1.25;
  }
  .version {
    padding: 0 var(--_space-s);
    border-radius: var(--_radius-pill);
    background: var(--_color-selected);
    font-size: var(--_font-size-s);
  }

  article {
    overflow-wrap: anywhere;
    line-height: 1.65;
  }
  article > :first-child {
    margin-block-start: 0;
  }
  article :is(h1, h2, h3, h4) {
    margin-block: 1.4em 0.5em;
    line-height: 1.3;
  }
  article h2 {
    padding-block-end: var(--_space-2xs);
    border-block-end: 1px solid var(--_color-border);
  }
  article img {
    max-width: 100%;
    height: auto;
    border-radius: var(--_radius-s);
  }
  article :is(code, pre) {
    border-radius: var(--_radius-s);
    background: var(--_color-sunken);
    font-family: var(--_font-family-mono);
    font-size: 0.92em;
  }
  article code {
    padding: 0.1em 0.35em;
  }
  article pre {
    padding: var(--_space-m);
    overflow: auto;
  }
  article pre code {
    padding: 0;
    background: none;
  }
  article blockquote {
    margin-inline: 0;
    padding-inline-start: var(--_space-m);
    border-inline-start: 3px solid var(--_color-accent);
    color: var(--_color-text-muted);
  }
  article table {
    display: block;
    overflow: auto;
    border-collapse: collapse;
  }
  article :is(td, th) {
    padding: var(--_space-xs) var(--_space-s);
    border: 1px solid var(--_color-border);
  }

  @container (max-width: 420px) {
    header,
    article {
      padding-inline: var(--_space-m);
    }
  }
`;
