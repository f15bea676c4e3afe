import { messageOf } from '../../base/error.js';
import { parsePluginFile } from '../../plugin-file/parse.js';
import { escapeHtml } from '../html.js';
import type { ServedPlugin } from './served-plugins.js';

/** A page that names plugins, with what each says of itself and links to its file and its folder. */
export function pluginListPage(title: string, plugins: readonly ServedPlugin[]): string {
  const items = plugins.map((plugin) => `<li>${describe(plugin)}</li>`);
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Plugins in ${escapeHtml(title)}</title>
    <link rel="icon" href="data:," />
    <style>
      :root { color-scheme: light dark; }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
      li { margin-block: 0.75rem; overflow-wrap: anywhere; }
      p { margin: 0; }
    </style>
  </head>
  <body>
    <h1>Plugins in ${escapeHtml(title)}</h1>
    ${items.length > 0 ? `<ul>\n      ${items.join('\n      ')}\n    </ul>` : '<p>There are none.</p>'}
  </body>
</html>
`;
}

function describe({ url, text }: ServedPlugin): string {
  const folder = url.slice(0, url.lastIndexOf('/') + 1);
  const links =
    `<a href="${escapeHtml(url)}">${escapeHtml(decodeURIComponent(url.slice(1)))}</a>, ` +
    `<a href="${escapeHtml(folder)}">open the folder</a>`;
  return `${summary(text)}<p>${links}</p>`;
}

function summary(text: string): string {
  try {
    const { name, type, version, description } = parsePluginFile(text).config;
    const facts = [type, version].filter((fact) => typeof fact === 'string').join(' ');
    const about = description ? `<p>${escapeHtml(String(description))}</p>` : '';
    return `<p><strong>${escapeHtml(name)}</strong> ${escapeHtml(facts)}</p>${about}`;
  } catch (error) {
    return `<p>This is no plugin: ${escapeHtml(messageOf(error))}</p>`;
  }
}
