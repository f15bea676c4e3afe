import { readFileSync, readdirSync } from 'node:fs';

const folder = new URL('./fixtures/', import.meta.url);

/** Text of a plugin file as published ones look, by its name without `.imjoy.html`. */
export function fixture(name: string): string {
  return readFileSync(new URL(`${name}.imjoy.html`, folder), 'utf8');
}

/** All of them. */
export const fixtures: readonly string[] = readdirSync(folder).map((file) =>
  fixture(file.replace('.imjoy.html', '')),
);

/** The smallest plugin file, with more config fields and more blocks if given. */
export function pluginText(blocks = '', fields: Record<string, unknown> = {}): string {
  const config = { name: 'P', type: 'window', api_version: '0.1.2', ...fields };
  return `<config lang="json">${JSON.stringify(config)}</config>\n<script lang="javascript">1</script>\n${blocks}`;
}
