import { escapeHtml } from './html.js';

export interface WorkspacePage {
  /** Of the page and of its workspace. */
  readonly name: string;
  /** URLs of the modules it loads, the kit first. */
  readonly modules: readonly string[];
  /** URLs of the plugins in its workspace. */
  readonly plugins: readonly string[];
  /** More for its head, as HTML. */
  readonly head?: string;
}

/** A page that is one workspace. It needs nothing but what it names. */
export function workspacePage({ name, modules, plugins, head = '' }: WorkspacePage): string {
  const scripts = modules.map((url) => `<script type="module" src="${escapeHtml(url)}"></script>`);
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escapeHtml(name)}</title>
    <link rel="icon" href="data:," />
    <style>
      body { margin: 0; }
      imjoy-workspace { --imjoy-workspace-height: 100dvh; }
    </style>
    ${[...scripts, head].filter(Boolean).join('\n    ')}
  </head>
  <body>
    <imjoy-workspace
      name="${escapeHtml(name)}"
      plugins="${escapeHtml(plugins.join(' '))}"
    ></imjoy-workspace>
  </body>
</html>
`;
}
