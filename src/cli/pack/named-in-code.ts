import type { PluginFile } from '../../plugin-file/types.js';

/** What pages load, by its ending. */
const LOADED = /\.(?:m?js|css|wasm|json|woff2?|png|jpe?g|gif|svg)(?:[?#].*)?$/i;

/** Files elsewhere that the code and the markup of a plugin name: only running it would tell what for. */
export function namedInCode({ scripts, windows, styles }: PluginFile): string[] {
  const urls = [...scripts, ...windows, ...styles].flatMap(
    ({ content }) => content.match(/https?:\/\/[^\s"'`<>()\\]+/g) ?? [],
  );
  return [...new Set(urls)].filter((url) => LOADED.test(url));
}
