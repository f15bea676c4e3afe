import { escapeHtml } from './html.js';

export interface WorkspacePage {
  /** Of its workspace. */
  readonly name: string;
  /** By default the name. */
  readonly title?: string;
  /** URLs of the modules it loads, the kit first. */
  readonly modules: readonly string[];
  /** Attributes of its workspace, beside the name. */
  readonly attributes: Readonly<Record<string, string>>;
  /** More for its head, as HTML. */
  readonly head?: string;
}

/** What a policy has to admit by its hash: the page has no other style. */
export const PAGE_STYLE = `
      body { margin: 0; }
      imjoy-workspace { --imjoy-workspace-height: 100dvh; }
    `;

/** A page that is one workspace. It needs nothing but what it names. */
export function workspacePage(page: WorkspacePage): string {
  const { name, title = name, modules, attributes, head = '' } = page;
  const scripts = modules.map((url) => `<script type="module" src="${escapeHtml(url)}"></script>`);
  const given = Object.entries({ name, ...attributes }).map(
    ([attribute, value]) => `${attribute}="${escapeHtml(value)}"`,
  );
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escapeHtml(title)}</title>
    <link rel="icon" href="data:," />
    <style>${PAGE_STYLE}</style>
    ${[...scripts, head].filter(Boolean).join('\n    ')}
  </head>
  <body>
    <imjoy-workspace
      ${given.join('\n      ')}
    ></imjoy-workspace>
  </body>
</html>
`;
}
