import { isSourceText } from '../plugin-file/source-text.js';

/** What messages call a plugin whose own name is not known yet. */
export const nameOfSource = (src: string): string => (isSourceText(src) ? 'the plugin' : src);
