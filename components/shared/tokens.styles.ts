import { css } from 'lit';

/**
 * The design tokens of the whole kit. Put it first in an element's `styles` and write `var(--_color-text)`.
 *
 * A page overrides a token by its public name, on `:root` or on any element around ours:
 * `--imjoy-color-accent: rebeccapurple`. The public names are only ever read here: an element that set them
 * on its own host would hide what the page says further up, so each is read once, with its default, into a
 * name private to the shadow root.
 *
 * Light or dark follows the reader's system, unless the page sets `--imjoy-color-scheme: light` (or `dark`)
 * or a host carries `theme="light"` (or `dark`); both reach every element inside. Pairs of text and surface
 * keep a contrast of 4.5:1 or more, control outlines and the focus ring 3:1.
 */
export const tokens = css`
  :host([theme='light']) {
    --imjoy-color-scheme: light;
  }
  :host([theme='dark']) {
    --imjoy-color-scheme: dark;
  }

  :host {
    color-scheme: var(--imjoy-color-scheme, light dark);

    /* Surfaces, from the page's ground up to what floats above it. */
    --_color-ground: var(--imjoy-color-ground, light-dark(#eef2f5, #0c1218));
    --_color-surface: var(--imjoy-color-surface, light-dark(#ffffff, #141c24));
    --_color-sunken: var(--imjoy-color-sunken, light-dark(#f5f8fa, #0f161d));
    --_color-raised: var(--imjoy-color-raised, light-dark(#ffffff, #1b2530));
    --_color-hover: var(--imjoy-color-hover, light-dark(#eaf0f4, #212d39));
    --_color-selected: var(--imjoy-color-selected, light-dark(#dfeef8, #17354d));
    --_color-backdrop: var(
      --imjoy-color-backdrop,
      light-dark(rgb(15 28 40 / 40%), rgb(2 6 10 / 65%))
    );

    /* Text on any surface above. */
    --_color-text: var(--imjoy-color-text, light-dark(#17232e, #e4ebf1));
    --_color-text-muted: var(--imjoy-color-text-muted, light-dark(#4f5f6d, #9fb0bf));
    --_color-link: var(--imjoy-color-link, light-dark(#0b5f94, #6fc0f0));

    /* Lines: hairlines that divide, and outlines that show where a control is. */
    --_color-border: var(--imjoy-color-border, light-dark(#d7dfe6, #2b3845));
    --_color-outline: var(--imjoy-color-outline, light-dark(#7a8a98, #647789));
    --_color-focus: var(--imjoy-color-focus, light-dark(#0b76b8, #5cb8ee));

    /* What acts, and what is drawn on it. */
    --_color-accent: var(--imjoy-color-accent, light-dark(#0b6299, #58b4ea));
    --_color-accent-hover: var(--imjoy-color-accent-hover, light-dark(#094f7c, #7cc6f2));
    --_color-on-accent: var(--imjoy-color-on-accent, light-dark(#ffffff, #06151f));

    /* States: as text or icon on a surface, and as the tint behind such a text. */
    --_color-danger: var(--imjoy-color-danger, light-dark(#b3261e, #ff9a90));
    --_color-danger-tint: var(--imjoy-color-danger-tint, light-dark(#fdecea, #3a1a1a));
    --_color-warning: var(--imjoy-color-warning, light-dark(#7d5200, #f0c05a));
    --_color-warning-tint: var(--imjoy-color-warning-tint, light-dark(#fdf3dc, #35290f));
    --_color-success: var(--imjoy-color-success, light-dark(#176b45, #64d3a0));
    --_color-success-tint: var(--imjoy-color-success-tint, light-dark(#e4f5ec, #12301f));

    --_space-2xs: var(--imjoy-space-2xs, 2px);
    --_space-xs: var(--imjoy-space-xs, 4px);
    --_space-s: var(--imjoy-space-s, 8px);
    --_space-m: var(--imjoy-space-m, 12px);
    --_space-l: var(--imjoy-space-l, 16px);
    --_space-xl: var(--imjoy-space-xl, 24px);
    --_space-2xl: var(--imjoy-space-2xl, 32px);

    --_font-family: var(
      --imjoy-font-family,
      system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      'Noto Sans',
      sans-serif
    );
    --_font-family-mono: var(
      --imjoy-font-family-mono,
      ui-monospace,
      'SF Mono',
      'Cascadia Code',
      Menlo,
      Consolas,
      'DejaVu Sans Mono',
      monospace
    );
    --_font-size-s: var(--imjoy-font-size-s, 0.75rem);
    --_font-size-m: var(--imjoy-font-size-m, 0.875rem);
    --_font-size-l: var(--imjoy-font-size-l, 1rem);
    --_font-size-xl: var(--imjoy-font-size-xl, 1.25rem);
    --_font-weight-normal: var(--imjoy-font-weight-normal, 400);
    --_font-weight-medium: var(--imjoy-font-weight-medium, 500);
    --_font-weight-bold: var(--imjoy-font-weight-bold, 600);
    --_font-line-height: var(--imjoy-font-line-height, 1.5);

    --_radius-s: var(--imjoy-radius-s, 4px);
    --_radius-m: var(--imjoy-radius-m, 6px);
    --_radius-l: var(--imjoy-radius-l, 10px);
    --_radius-pill: var(--imjoy-radius-pill, 999px);

    --_shadow-s: var(--imjoy-shadow-s, 0 1px 2px light-dark(rgb(16 36 54 / 10%), rgb(0 0 0 / 45%)));
    --_shadow-m: var(
      --imjoy-shadow-m,
      0 1px 2px light-dark(rgb(16 36 54 / 8%), rgb(0 0 0 / 40%)),
      0 4px 14px light-dark(rgb(16 36 54 / 10%), rgb(0 0 0 / 45%))
    );
    --_shadow-l: var(
      --imjoy-shadow-l,
      0 2px 6px light-dark(rgb(16 36 54 / 8%), rgb(0 0 0 / 40%)),
      0 14px 40px light-dark(rgb(16 36 54 / 18%), rgb(0 0 0 / 60%))
    );
  }
`;
